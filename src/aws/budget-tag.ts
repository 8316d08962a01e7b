import { fingerprint } from '../private/environment';

/** The tag that tells costs apart; it has to be activated once. */
export const BUDGET_TAG = 'faasade:budget';

/** What is left of a tag's 256 characters by an account, a region and what stands between them. */
const most = 216;

/**
 * The tag's value: whoever pays for several accounts counts all of their regions together, where stacks often have the
 * same name.
 * @param account may be a token, as may be `region`
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
export function budgetTag(account: string, region: string, path: string): string {
  // All else is refused, and `$` stands before the value in a budget's filter.
  const allowed = path.replace(/[^\p{L}\p{N} _.:/=+\-@]/gu, '_');
  const hash = fingerprint(path).slice(0, 8);
  const short = allowed === path && path.length <= most ? path : `${allowed.slice(0, most - hash.length - 1)}-${hash}`;
  return `${account}/${region}/${short}`;
}
