import fc from 'fast-check';
import { keyPattern, Pattern } from '../../src/aws/object-pattern';

test.each<[string, string, Pattern[] | undefined]>([
  ['', '', undefined],
  ['in/', '', [{ prefix: 'in/' }]],
  ['', '.jpg', [{ suffix: '.jpg' }]],
  ['in/', '.jpg', [{ wildcard: 'in/*.jpg' }]],
  ['a*b', '\\', [{ wildcard: 'a\\*b*\\\\' }]],
  ['a.tar', 'r.gz', [{ wildcard: 'a.tar*r.gz' }, 'a.tar.gz']],
])("keys with '%s' first and '%s' last are %j", (prefix, suffix, pattern) => {
  expect(keyPattern(prefix, suffix)).toEqual(pattern);
});

/** What EventBridge makes of a condition. */
function matches(pattern: Pattern, key: string): boolean {
  if (typeof pattern === 'string') return key === pattern;
  if ('prefix' in pattern) return key.startsWith(pattern.prefix);
  if ('suffix' in pattern) return key.endsWith(pattern.suffix);
  const parts = pattern.wildcard.match(/\\.|[^\\]/g) ?? [];
  const source = parts.map((part) =>
    part === '*' ? '[^]*' : `\\u{${part.replace(/^\\/, '').codePointAt(0)!.toString(16)}}`,
  );
  return new RegExp(`^${source.join('')}$`, 'u').test(key);
}

test('they are those keys and no others, whatever the texts', () => {
  const text = (minLength: number) =>
    fc.array(fc.constantFrom('a', 'b', '*', '\\', '/'), { minLength, maxLength: 4 }).map((parts) => parts.join(''));
  const key = fc.tuple(text(0), text(0), text(0)).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text(1), text(1), key, fc.nat(3), (prefix, suffix, middle, how) => {
      const overlap = prefix + suffix.slice(Math.min(how, suffix.length));
      const some = [middle, prefix + middle, middle + suffix, prefix + middle + suffix, overlap][how % 5];
      for (const candidate of [some, overlap]) {
        const found = keyPattern(prefix, suffix)!.some((pattern) => matches(pattern, candidate));
        expect(found).toBe(candidate.startsWith(prefix) && candidate.endsWith(suffix));
      }
    }),
    { numRuns: 2000 },
  );
});
