import { createHash } from 'node:crypto';

/** The most bytes that Firestore takes. */
const maxLength = 1500;

/**
 * The document's id for the values of an item's key. It holds letters, digits and marks that are safe in a path only,
 * never begins with `.` or `_`, and no two keys have the same. A key that is too long is stood for by its hash.
 * @see https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields
 */
export function documentId(values: readonly (string | number)[]): string {
  const id = values.map((value) => (typeof value === 'number' ? `n${value}` : `s${encode(value)}`)).join(':');
  return id.length > maxLength ? `h${createHash('sha256').update(id).digest('hex')}` : id;
}

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch (cause) {
    throw new Error(`The key ${JSON.stringify(text)} is no well-formed text.`, { cause });
  }
}
