/** More than these would be no help. */
const MOST = 3;
/** The part of a name that may be written wrongly. */
const WRONG = 0.4;

/** The known paths that a name may have meant, the nearest first; it may be the end of one, or share its last part. */
export function nearest(name: string, known: readonly string[]): string[] {
  const meant = [name, lastOf(name)].map((text) => text.toLowerCase());
  return known
    .map((path) => ({ path, off: Math.min(...meant.map((text) => offBy(text, path.toLowerCase()))) }))
    .filter(({ off }) => off <= WRONG)
    .sort((a, b) => a.off - b.off)
    .slice(0, MOST)
    .map(({ path }) => path);
}

/** The part of a text by which it differs from the end of a path that is the nearest. */
function offBy(text: string, path: string): number {
  const parts = path.split('/');
  const ends = parts.map((_, start) => parts.slice(start).join('/'));
  return Math.min(...ends.map((end) => distance(text, end) / Math.max(text.length, end.length, 1)));
}

/** Characters to add, leave out or change: Levenshtein's distance, row by row. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const changed = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(changed, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[b.length]!;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
