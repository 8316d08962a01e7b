import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Condition, Item } from '../clients';
import { Fields, hidden, hiddenFields, toItem } from './document';
import type { Firestore, Precondition, StoredDocument } from './firestore';
import { meets } from '../private/conditions';
import { failure } from '../private/failure';
import { living } from '../private/ttl';

/** When a write looks at what is there. */
export enum Look {
  /** It replaces whatever is there. */
  NEVER,
  /** It takes it that there is no document, and looks where there is one. */
  ON_CONFLICT,
  FIRST,
}

/** A write of one item. */
export interface ItemWrite {
  /** What fails, for the error. */
  readonly what: string;
  /** The document's. */
  readonly name: string;
  readonly condition: Condition | undefined;
  readonly look: Look;
  /**
   * The fields to be; undefined deletes the document.
   * @param item what is there and has not expired
   * @param stored its fields
   */
  readonly make: (item: Item | undefined, stored: Fields) => Fields | undefined;
}

const mostAttempts = 50;

/**
 * Writes items under conditions: it looks, decides, and writes if the document is still the same, else looks again.
 * Nothing is locked meanwhile, so an invocation that ends halfway holds up no other.
 * @see https://firebase.google.com/docs/firestore/transaction-data-contention#optimistic_concurrency_controls
 */
export class ItemWriter {
  readonly #firestore: Firestore;
  readonly #ttlAttribute: string | undefined;

  constructor(firestore: Firestore, ttlAttribute: string | undefined) {
    this.#firestore = firestore;
    this.#ttlAttribute = ttlAttribute;
  }

  /**
   * @returns the fields of the document afterwards
   * @throws ConditionFailed, or Throttled where others write the document all the time
   */
  async write({ what, name, condition, look, make }: ItemWrite): Promise<Fields | undefined> {
    const id = randomUUID();
    let seen = look === Look.FIRST ? await this.#firestore.get(what, name) : undefined;
    for (let attempt = 1; ; attempt++) {
      const fields = this.#decide(what, condition, seen, make, id);
      if (!fields && !seen && look === Look.FIRST) return undefined;
      const target = fields ? { update: { name, fields } } : { delete: name };
      const currentDocument = look === Look.NEVER ? undefined : sameAs(seen);
      if (await this.#firestore.commit(what, { ...target, currentDocument })) return fields;
      await this.#pause(what, attempt);
      seen = look === Look.NEVER ? undefined : await this.#firestore.get(what, name);
      // Its answer was lost, and the call repeated: the conflict is with itself.
      if (seen?.fields?.[hidden.write]?.stringValue === id) return seen.fields;
    }
  }

  #decide(
    what: string,
    condition: Condition | undefined,
    seen: StoredDocument | undefined,
    make: ItemWrite['make'],
    id: string,
  ): Fields | undefined {
    const stored = seen?.fields ?? {};
    const item = living(seen && toItem(stored), this.#ttlAttribute);
    if (!meets(item, condition)) {
      throw failure('ConditionFailed', what, 'the item that is there does not meet the condition', undefined);
    }
    const fields = make(item, item ? stored : {});
    return fields && { ...fields, ...hiddenFields(toItem(fields), this.#ttlAttribute, id) };
  }

  async #pause(what: string, attempt: number): Promise<void> {
    const pause = Math.min(250, 10 * 2 ** attempt) * Math.random();
    if (attempt === mostAttempts || pause >= this.#firestore.remainingTime()) {
      throw failure('Throttled', what, 'others write the item at the same time, again and again', undefined);
    }
    await sleep(pause);
  }
}

function sameAs(seen: StoredDocument | undefined): Precondition {
  return seen ? { updateTime: seen.updateTime } : { exists: false };
}
