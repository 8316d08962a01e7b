import fc from 'fast-check';
import { standardName } from '../../src/private/names';

const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.stringMatching(/^[A-Za-z0-9-_]{1,60}$/),
  fc.constantFrom('', '-', '0', '9-', 'Ünï', '--x--', 'x'.repeat(200)),
);
const request = fc.record({
  resource: fc.constantFrom('azurerm_storage_account', 'google_pubsub_topic'),
  namespace: word,
  stack: word,
  path: fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join('/')),
  maxLength: fc.integer({ min: 20, max: 255 }),
  separator: fc.constantFrom('-', ''),
});

test('any name has words of small letters and digits, a letter first, and no separator to spare', () => {
  fc.assert(
    fc.property(request, (asked) => {
      const name = standardName(asked);
      expect(name).toMatch(asked.separator === '-' ? /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/ : /^[a-z][a-z0-9]*$/);
    }),
    { numRuns: 1000 },
  );
});

test('any name is within its length, and holds the whole hash', () => {
  fc.assert(
    fc.property(request, (asked) => {
      const name = standardName(asked);
      expect(name.length).toBeLessThanOrEqual(asked.maxLength);
      expect(name).toMatch(/[0-9a-f]{8}$/);
    }),
    { numRuns: 1000 },
  );
});

test('the same request gives the same name, and nothing else does', () => {
  fc.assert(
    fc.property(request, request, (one, other) => {
      expect(standardName({ ...one })).toBe(standardName(one));
      const whole = ({ resource, namespace, stack, path }: typeof one) => [resource, namespace, stack, path].join('\0');
      fc.pre(whole(one) !== whole(other));
      const [short, long] = [one, other].map((asked) => standardName({ ...asked, maxLength: 30, separator: '-' }));
      expect(short).not.toBe(long);
    }),
  );
});

test.each([
  ['paths that are cut to equal words', { path: `${'x'.repeat(80)}A` }, { path: `${'x'.repeat(80)}B` }],
  ['paths that differ in what no name can hold', { path: 'Jobs_1' }, { path: 'Jobs-1' }],
  ['paths that differ in depth', { path: 'A/B' }, { path: 'A-B' }],
  ['stacks', { stack: 'one' }, { stack: 'two' }],
  ['namespaces', { namespace: 'one' }, { namespace: 'two' }],
  ['kinds of resource', { resource: 'a' }, { resource: 'b' }],
  ['words that move from stack to path', { stack: 'a', path: 'b/c' }, { stack: 'a/b', path: 'c' }],
])('two %s have two names', (_what, one, other) => {
  const base = { resource: 'r', namespace: 'acme', stack: 'service', path: 'Jobs', maxLength: 24, separator: '-' };
  expect(standardName({ ...base, ...one })).not.toBe(standardName({ ...base, ...other }));
});

test('keeps the last word, which says most', () => {
  const base = { resource: 'r', namespace: 'acme', stack: 'thumbnails', separator: '-' };
  const path = 'Thumbnails/Deep/ResizePictures';
  const head = (maxLength: number) => standardName({ ...base, path, maxLength }).replace(/-[0-9a-f]{8}$/, '');
  expect(head(63)).toBe('acme-thumbnails-deep-resize-pictures');
  expect(head(36)).toBe('acme-thumbn-resize-pictures');
  expect(head(26)).toBe('a-resize-pictures');
  expect(head(20)).toBe('resize-pict');
  expect(standardName({ ...base, path, maxLength: 24, separator: '' })).toMatch(/^acresizepictures[0-9a-f]{8}$/);
});

test('begins with a letter where nothing in the path does', () => {
  const name = standardName({ resource: 'r', namespace: '1', stack: 'ü', path: '2', maxLength: 20, separator: '-' });
  expect(name).toMatch(/^f1-2-[0-9a-f]{8}$/);
  const none = standardName({ resource: 'r', namespace: '', stack: 'ü', path: '–', maxLength: 20, separator: '-' });
  expect(none).toMatch(/^faasade-[0-9a-f]{8}$/);
});
