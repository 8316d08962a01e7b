import type { Fields } from './document';
import { callService } from './service';
import { RestError } from '../private/rest';

/** A document that is there. */
export interface StoredDocument {
  /** `projects/<project>/databases/<database>/documents/items/<id>`. */
  readonly name: string;
  readonly fields?: Fields;
  /** Changes with each write that changes the document. */
  readonly updateTime: string;
}

/** What must hold of a document at the moment of a write. */
export type Precondition = { readonly exists: false } | { readonly updateTime: string };

/** A write of one document. */
export interface Write {
  /** Replaces the document as a whole. */
  readonly update?: { readonly name: string; readonly fields: Fields };
  /** Deletes the document of this name. */
  readonly delete?: string;
  readonly currentDocument?: Precondition;
}

/**
 * A database of Firestore, through its REST interface: its SDK brings gRPC along, which takes longer to load than most
 * handlers run.
 * @see https://firebase.google.com/docs/firestore/reference/rest/v1/projects.databases.documents
 */
export class Firestore {
  readonly #documents: string;

  /** @param database `projects/<project>/databases/<database>` */
  constructor(
    database: string,
    readonly remainingTime: () => number,
  ) {
    this.#documents = `${database}/documents`;
  }

  /** The name of a document. */
  name(id: string): string {
    return `${this.#documents}/items/${id}`;
  }

  /** The document as it was last written. */
  async get(what: string, name: string): Promise<StoredDocument | undefined> {
    const [{ found }] = await this.#call<[{ found?: StoredDocument }]>(what, 'batchGet', { documents: [name] });
    return found;
  }

  /** Writes. False where the document is not as the precondition says, or others write it at this moment. */
  async commit(what: string, write: Write): Promise<boolean> {
    try {
      await this.#call(what, 'commit', { writes: [write] });
      return true;
    } catch (error) {
      if (isConflict(error, write)) return false;
      throw error;
    }
  }

  async query(what: string, structuredQuery: object): Promise<StoredDocument[]> {
    const answers = await this.#call<{ document?: StoredDocument }[]>(what, 'runQuery', { structuredQuery });
    return answers.flatMap(({ document }) => document ?? []);
  }

  #call<T>(what: string, method: string, body: object): Promise<T> {
    return callService<T>({
      what,
      service: 'firestore',
      emulator: process.env.FIRESTORE_EMULATOR_HOST,
      path: `/v1/${this.#documents}:${method}`,
      body,
      remainingTime: this.remainingTime,
    });
  }
}

/** @see https://cloud.google.com/apis/design/errors#handling_errors */
function isConflict(error: unknown, { currentDocument }: Write): boolean {
  const { cause } = error as Error;
  if (!(cause instanceof RestError)) return false;
  const { status, body } = cause;
  // ABORTED, or ALREADY_EXISTS.
  if (status === 409) return true;
  // NOT_FOUND is the document's that was read; had it been the database's, reading it would have said so.
  return currentDocument !== undefined && (status === 404 || (status === 400 && body.includes('FAILED_PRECONDITION')));
}
