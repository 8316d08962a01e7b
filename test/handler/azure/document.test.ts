import fc from 'fast-check';
import { documentId, timeLeft, toDocument, toItem } from '../../../handler/azure/document';
import type { Item } from '../../../handler/clients';

const names = fc.oneof(fc.string(), fc.constantFrom('id', 'id_', 'ttl', 'ttl__', '_ts', '_etag', '_rid', '_other'));
const items = fc.dictionary(
  names,
  fc.jsonValue().filter((value) => value !== null),
) as fc.Arbitrary<Item>;

test('an item comes back from its document, whatever its attributes are called', () => {
  fc.assert(
    fc.property(items, (item) => {
      const system = { _rid: 'r', _self: 's', _etag: '"1"', _attachments: 'a', _ts: 1 };
      const stored = { ...toDocument({ ...item, pk: 'p' }, { k: ['pk'] }, 0), ...system };
      expect(toItem(JSON.parse(JSON.stringify(stored)))).toEqual(JSON.parse(JSON.stringify({ ...item, pk: 'p' })));
    }),
  );
});

test('an id is one that Cosmos DB takes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.double()), (sort) => {
      expect(documentId(sort)).toMatch(/^[A-Za-z0-9._~-]{1,255}$/);
    }),
  );
});

test('no two keys have the same id', () => {
  const keys = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.constantFrom('a~2f~', 'a/', '1', 1, 'n-1', 'item'),
  );
  fc.assert(fc.property(keys, keys, (a, b) => expect(documentId(a) === documentId(b)).toBe(Object.is(a, b))));
  expect(documentId('x'.repeat(300))).not.toBe(documentId('x'.repeat(301)));
});

test.each([
  ['a text', 'a b/ü', 's-a~20~b~2fc3bc~'],
  ['a number', -1.5, 'n--1.5'],
  ['no sort key', undefined, 'item'],
])('the id of %s', (_what, sort, id) => expect(documentId(sort)).toBe(id));

test.each([
  [1_000, 900, 100],
  [900.5, 900, 1],
  [900, 900, 1],
  [1, 900, 1],
  [1e12, 0, 2_147_483_647],
])('what expires at %d has at %d seconds left: %d', (expires, now, left) => expect(timeLeft(expires, now)).toBe(left));
