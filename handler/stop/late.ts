/** What of notices is kept beside the state of a function: when the last one that was followed was published. */
export interface Followed {
  /** ISO 8601. */
  readonly at?: string;
}

/**
 * Whether a notice was published before one that was followed already: delivered again, or taken from the dead letters,
 * it would undo what came after it.
 */
export function isLate({ at }: Followed, notice: string): boolean {
  return at !== undefined && Date.parse(notice) < Date.parse(at);
}
