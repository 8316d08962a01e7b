import { report } from './model';
import { attributesFilter, checkFilterSize, keyFilter } from '../../src/google/topic-filter';

test.each([
  [{}, undefined],
  [{ kind: { equals: ['new'] } }, 'attributes.kind = "new"'],
  [{ kind: { equals: ['new', 'old'] } }, '(attributes.kind = "new" OR attributes.kind = "old")'],
  [
    { kind: { equals: ['a', 'b'] }, region: { prefix: 'eu-' } },
    '(attributes.kind = "a" OR attributes.kind = "b") AND hasPrefix(attributes.region, "eu-")',
  ],
  [{ quote: { equals: ['say "hi" \\ bye'] } }, 'attributes.quote = "say \\"hi\\" \\\\ bye"'],
])('%j is %s', (filter, expected) => expect(attributesFilter(filter)).toBe(expected));

test('keys of objects are filtered by how they begin', () => {
  expect(keyFilter('')).toBeUndefined();
  expect(keyFilter('in/"a"/')).toBe('hasPrefix(attributes.objectId, "in/\\"a\\"/")');
});

test('fails if a filter is above 256 bytes', () => {
  const problems = (prefix: string) => {
    const to = report();
    checkFilterSize('Trigger.objectCreated(Files).prefix', keyFilter(prefix), to);
    return to.problems;
  };
  const room = 256 - keyFilter(' ')!.length + 1;
  expect(problems('x'.repeat(room))).toEqual([]);
  expect(problems('x'.repeat(room + 1))).toEqual([
    "Trigger.objectCreated(Files).prefix: takes 257 bytes in Pub/Sub's writing, above its limit of 256. Filter for fewer " +
      'or shorter values, and have the handler drop the rest.',
  ]);
  expect(problems('ü'.repeat(room / 2 + 1))).toHaveLength(1);
});
