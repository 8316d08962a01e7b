/** Where a page ended, as text that callers hand through and do not look into. */
export function toCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The position that a cursor stands for. Callers may have it from anywhere: what it holds is to be checked.
 * @param of `table 'Orders'`, for the error
 */
export function fromCursor(of: string, cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (cause) {
    throw new Error(`The cursor is none of ${of}.`, { cause });
  }
}
