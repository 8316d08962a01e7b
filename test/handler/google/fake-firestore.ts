import { randomUUID } from 'node:crypto';
import { Answer, Recorded, refusal } from './fake-google';
import { compare } from '../../../handler/private/compare';

interface Document {
  readonly name: string;
  readonly fields: Record<string, any>;
  readonly updateTime: string;
}

/** Databases of Firestore in memory, as far as the client of a table calls them. */
export class FakeFirestore {
  readonly documents = new Map<string, Document>();
  #writes = 0;

  /** What `POST /v1/<database>/documents:<method>` answers. */
  answer({ method, path, headers, body }: Recorded): Answer {
    const [, database, verb] = /^\/v1\/(projects\/[^/]+\/databases\/[^/]+)\/documents:(\w+)$/.exec(path) ?? [];
    if (method !== 'POST' || headers['content-type'] !== 'application/json' || !verb) return refusal(404, 'NOT_FOUND');
    if (verb === 'batchGet') return { body: this.#get(body.documents[0]) };
    if (verb === 'commit') return this.#commit(body.writes[0]);
    return { body: this.#query(`${database}/documents/items/`, body.structuredQuery) };
  }

  #get(name: string): object {
    const found = this.documents.get(name);
    return [found ? { found } : { missing: name }];
  }

  #commit({ update, delete: deleted, currentDocument }: any): Answer {
    const name: string = update?.name ?? deleted;
    const there = this.documents.get(name);
    if (currentDocument?.exists === false && there) return refusal(409, 'ALREADY_EXISTS');
    if (currentDocument?.updateTime && !there) return refusal(404, 'NOT_FOUND');
    if (currentDocument?.updateTime && there!.updateTime !== currentDocument.updateTime) {
      return refusal(400, 'FAILED_PRECONDITION');
    }
    if (update && !possible(update.fields)) return refusal(400, 'INVALID_ARGUMENT');
    const updateTime = `2026-01-01T00:00:00.${`${++this.#writes}`.padStart(6, '0')}Z`;
    if (update) this.documents.set(name, { name, fields: update.fields, updateTime });
    else this.documents.delete(name);
    return { body: { writeResults: [{ updateTime }], commitTime: updateTime } };
  }

  #query(prefix: string, { from, where, orderBy, startAt, limit }: any): object {
    expect(from).toEqual([{ collectionId: 'items' }]);
    const filters: any[] = where.compositeFilter.filters.map(({ fieldFilter }: any) => fieldFilter);
    const fields: string[] = orderBy.map(({ field }: any) => field.fieldPath);
    const sign = orderBy[0].direction === 'DESCENDING' ? -1 : 1;
    const at = (document: Document, field: string) =>
      field === '__name__' ? { referenceValue: document.name } : document.fields[field];
    const order = (a: any[], b: any[]) =>
      sign * (a.map((value, index) => compareValues(value, b[index])).find((result) => result !== 0) ?? 0);
    const position = (document: Document) => fields.map((field) => at(document, field));
    const found = [...this.documents.values()]
      .filter(({ name }) => name.startsWith(prefix))
      .filter((document) => fields.every((field) => at(document, field)))
      .filter((document) => filters.every(({ field, op, value }) => holds(op, at(document, field.fieldPath), value)))
      .filter((document) => !startAt || order(position(document), startAt.values) > 0)
      .sort((a, b) => order(position(a), position(b)))
      .slice(0, limit);
    const readTime = new Date().toISOString();
    return found.length > 0 ? found.map((document) => ({ document, readTime })) : [{ readTime, id: randomUUID() }];
  }
}

/** Whether Firestore takes a map: some names it keeps for itself, and no array lies in an array. */
function possible(fields: Record<string, any>): boolean {
  return Object.entries(fields).every(([name, { mapValue, arrayValue }]) => {
    if (name === '' || /^__.*__$/s.test(name)) return false;
    if (mapValue) return possible(mapValue.fields);
    return (arrayValue?.values ?? []).every((value: any) => !value.arrayValue && possible({ element: value }));
  });
}

const operators: Record<string, (order: number) => boolean> = {
  EQUAL: (order) => order === 0,
  LESS_THAN: (order) => order < 0,
  LESS_THAN_OR_EQUAL: (order) => order <= 0,
  GREATER_THAN: (order) => order > 0,
  GREATER_THAN_OR_EQUAL: (order) => order >= 0,
};

function holds(op: string, value: any, operand: any): boolean {
  if (value === undefined) return false;
  const order = compare(plain(value), plain(operand));
  return order !== undefined && operators[op](order);
}

/** Values of different types have an order too: numbers come before texts. */
function compareValues(a: any, b: any): number {
  return compare(plain(a), plain(b)) ?? (typeof plain(a) === 'number' ? -1 : 1);
}

function plain(value: any): unknown {
  return 'integerValue' in value ? Number(value.integerValue) : Object.values(value)[0];
}
