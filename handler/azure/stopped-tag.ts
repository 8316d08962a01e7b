import { createHash } from 'node:crypto';
import { manage, patiently } from './management';
import { STOPPED_TAG } from '../../src/private/stop-contract';
import { NotYet } from '../stop/again';

/** What worked before a stop: only that is given back. */
export interface Before {
  /** Whether the app was running. */
  readonly running: boolean;
  /** Statuses of queues that delivered, by their ids' digests. */
  readonly queues: Readonly<Record<string, string>>;
}

/** What one of two holds; where both hold a status, the first one's. */
export function both(first: Before | undefined, second: Before): Before;
export function both(first: Before | undefined, second: Before | undefined): Before | undefined;
export function both(first: Before | undefined, second: Before | undefined): Before | undefined {
  if (!first || !second) return first ?? second;
  return { running: first.running || second.running, queues: { ...second.queues, ...first.queues } };
}

/** What stands for a queue's id, of any length, in a tag of 256 characters. */
export function digest(id: string): string {
  return createHash('sha256').update(id.toLowerCase()).digest('base64url').slice(0, 6);
}

function holds(all: Before, part: Before): boolean {
  return write(both(all, part)) === write(all);
}

function write({ running, queues }: Before): string {
  const sorted = Object.entries(queues).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({
    ...(running && { r: 1 }),
    q: Object.fromEntries(sorted.map(([id, status]) => [id, status[0]])),
  });
}

function parse(text: string): Before {
  const { r, q } = JSON.parse(text) as { readonly r?: 1; readonly q: Readonly<Record<string, keyof typeof statuses>> };
  const queues = Object.entries(q).map(([id, letter]) => [id, statuses[letter]]);
  return { running: r === 1, queues: Object.fromEntries(queues) };
}

/** By their first letters, which a tag holds. */
const statuses = { A: 'Active', S: 'SendDisabled' } as const;

interface Tags {
  readonly properties: { readonly tags?: Readonly<Record<string, string>> };
}

/**
 * The tag of an app that keeps what was before a stop. Whoever may write tags may not write the app.
 * @see https://learn.microsoft.com/rest/api/resources/tags/update-at-scope
 */
export class StoppedTag {
  constructor(
    /** The app's id. */
    private readonly app: string,
    private readonly remainingTime: () => number,
  ) {}

  async read(): Promise<Before | undefined> {
    const text = await this.#text();
    return text === undefined ? undefined : parse(text);
  }

  /** Adds what is not kept yet, and ends when it can be read: Azure may write it in the background. */
  async keep(found: Before): Promise<Before> {
    const kept = await this.read();
    const all = both(kept, found);
    if (kept && holds(kept, all)) return all;
    await this.#patch('Merge', write(all));
    await this.#until((text) => text !== undefined && holds(parse(text), all));
    return all;
  }

  /** Ends when it is gone. */
  async remove(): Promise<void> {
    const text = await this.#text();
    if (text === undefined) return;
    await this.#patch('Delete', text);
    await this.#until((found) => found === undefined);
  }

  async #text(): Promise<string | undefined> {
    const { properties } = await manage<Tags>({ ...this.#call('Reading'), method: 'GET' });
    // Names of tags are equal whatever the case of their letters.
    return Object.entries(properties.tags ?? {}).find(([name]) => name.toLowerCase() === STOPPED_TAG)?.[1];
  }

  async #patch(operation: 'Merge' | 'Delete', text: string): Promise<void> {
    const body = { operation, properties: { tags: { [STOPPED_TAG]: text } } };
    await manage({ ...this.#call('Writing'), method: 'PATCH', body });
  }

  #until(condition: (text: string | undefined) => boolean): Promise<void> {
    return patiently(async () => {
      if (!condition(await this.#text())) throw new NotYet(`The tag '${STOPPED_TAG}' is not written yet.`);
    }, this.remainingTime);
  }

  #call(doing: string) {
    return {
      what: `${doing} the tag '${STOPPED_TAG}'`,
      path: `${this.app}/providers/Microsoft.Resources/tags/default`,
      version: '2021-04-01',
      remainingTime: this.remainingTime,
    } as const;
  }
}
