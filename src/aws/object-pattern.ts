/** A condition on a string, as EventBridge writes it. */
export type Pattern =
  string | { readonly prefix: string } | { readonly suffix: string } | { readonly wildcard: string };

/**
 * What matches a key that begins and ends so; undefined for any key. A list means any of its conditions, and both at
 * once is a wildcard. That wants both texts one after the other: keys in which they overlap are few, and named.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function keyPattern(prefix: string, suffix: string): Pattern[] | undefined {
  if (prefix === '' && suffix === '') return undefined;
  if (suffix === '') return [{ prefix }];
  if (prefix === '') return [{ suffix }];
  return [{ wildcard: `${escape(prefix)}*${escape(suffix)}` }, ...overlapping(prefix, suffix)];
}

function overlapping(prefix: string, suffix: string): string[] {
  const lengths = Array.from({ length: Math.min(prefix.length, suffix.length) }, (_, index) => index + 1);
  return lengths
    .filter((length) => prefix.endsWith(suffix.slice(0, length)))
    .map((length) => prefix + suffix.slice(length));
}

function escape(text: string): string {
  return text.replace(/[\\*]/g, '\\$&');
}
