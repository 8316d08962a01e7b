/** Engines put a placeholder into strings for values known on deployment only. */
const token = /\$\{(Tf)?Token\[[^\]]*\]\}/g;

/** Whether a string holds a value that is known on deployment only. */
export function holdsToken(text: string): boolean {
  return text.search(token) >= 0;
}

/** The engines whose tokens a string holds. */
export function tokenEngines(text: string): Set<string> {
  return new Set([...text.matchAll(token)].map(([, terraform]) => (terraform ? 'terraform' : 'aws-cdk')));
}

/** A string's length in bytes, each token at the longest that its value can be. */
export function longestBytes(text: string, bytesPerToken: number): number {
  const tokens = text.match(token)?.length ?? 0;
  return Buffer.byteLength(text.replace(token, '')) + tokens * bytesPerToken;
}

/** A string with its tokens at the longest that their values can be. */
export function withLongest(text: string, bytesPerToken: number): string {
  return text.replace(token, 'x'.repeat(bytesPerToken));
}
