import { manage } from './management';
import { RestError, unless } from '../private/rest';
import { NotYet } from '../stop/again';

/** What is kept, and which writing of it was read: Cloud Storage's generation, 0 where there is no object. */
export interface Kept<T> {
  readonly value?: T;
  readonly generation: string;
}

/**
 * Something that is kept in an object of Cloud Storage, and only ever written over what was read: of two who write at the
 * same time, one starts over. The object stays when nothing is kept, because a generation that was 0 once must not be 0
 * again.
 * @see https://cloud.google.com/storage/docs/request-preconditions
 */
export class Keeper<T> {
  readonly #objects: string;
  readonly #name: string;

  constructor(
    private readonly what: string,
    [bucket, name]: readonly [bucket: string, object: string],
    private readonly remainingTime: () => number,
  ) {
    this.#objects = `/storage/v1/b/${bucket}/o`;
    this.#name = encodeURIComponent(name);
  }

  async read(): Promise<Kept<T>> {
    const found = await manage({
      what: `Reading what is kept of ${this.what}`,
      method: 'GET',
      service: 'storage',
      path: `${this.#objects}/${this.#name}?alt=media`,
      remainingTime: this.remainingTime,
    }).catch((error: unknown) => this.#unlessMissing(error));
    if (!found) return { generation: '0' };
    const { kept: value } = (await found.json()) as { kept?: T };
    return { value, generation: found.headers.get('x-goog-generation')! };
  }

  /** To who may not list them, Cloud Storage need not say whether an object is missing: then one can be made. */
  async #unlessMissing(error: unknown): Promise<undefined> {
    const refused = error instanceof RestError && error.status === 403;
    if (!refused) return unless(404)(error);
    if (!(await this.write(undefined, { generation: '0' }))) throw error;
    throw new NotYet(`Nothing was kept of ${this.what}, and now it can be read.`);
  }

  /** @returns whether it was written: not so where it is no longer what was read */
  async write(value: T | undefined, over: Kept<T>): Promise<boolean> {
    const written = await manage({
      what: `Keeping what there was of ${this.what}`,
      method: 'POST',
      service: 'storage',
      path: `/upload${this.#objects}?uploadType=media&name=${this.#name}&ifGenerationMatch=${over.generation}`,
      body: { kept: value },
      remainingTime: this.remainingTime,
    }).catch(unless(412));
    return written !== undefined;
  }
}
