import { changedFields, hiddenFields, toFields, toItem } from '../../../handler/google/document';

test('values are written in the types of Firestore', () => {
  expect(toFields({ a: 1, b: 1.5, c: 2 ** 53, d: 'x', e: true, f: null, g: [1], h: { i: [] } })).toEqual({
    a: { integerValue: '1' },
    b: { doubleValue: 1.5 },
    c: { doubleValue: 2 ** 53 },
    d: { stringValue: 'x' },
    e: { booleanValue: true },
    f: { nullValue: null },
    g: { arrayValue: { values: [{ integerValue: '1' }] } },
    h: { mapValue: { fields: { i: { arrayValue: { values: [] } } } } },
  });
});

test('names and arrays that Firestore does not take are written otherwise', () => {
  expect(toFields({ '': 1, __a__: 2, _ttl: 3, '\\': 4, a: [[5]] })).toEqual({
    '\\': { integerValue: '1' },
    '\\__a__': { integerValue: '2' },
    '\\_ttl': { integerValue: '3' },
    '\\\\': { integerValue: '4' },
    a: {
      arrayValue: {
        values: [{ mapValue: { fields: { '\\[]': { arrayValue: { values: [{ integerValue: '5' }] } } } } }],
      },
    },
  });
});

test('what others wrote is read too: empty arrays and maps, and types of their own', () => {
  expect(
    toItem({
      a: { arrayValue: {} },
      m: { mapValue: {} },
      t: { timestampValue: '2026-01-01T00:00:00Z' },
      _ttl: { timestampValue: '2026-01-01T00:00:00Z' },
    }),
  ).toEqual({ a: [], m: {}, t: '2026-01-01T00:00:00Z' });
});

test.each([
  [1_800_000_000, '2027-01-15T08:00:00.000Z'],
  [1_800_000_000.9, '2027-01-15T08:00:00.000Z'],
  [253_402_300_799, '9999-12-31T23:59:59.000Z'],
  [253_402_300_800, undefined],
  [-1, undefined],
  ['1800000000', undefined],
])('an item that expires at %j may be deleted at %s', (expires, timestamp) => {
  const ttl = timestamp && { _ttl: { timestampValue: timestamp } };
  expect(hiddenFields({ expires }, 'expires', 'w')).toEqual({ _write: { stringValue: 'w' }, ...ttl });
  expect(hiddenFields({ expires }, undefined, 'w')).toEqual({ _write: { stringValue: 'w' } });
});

test('an update touches what it names', () => {
  const stored = {
    id: { stringValue: 'a' },
    place: { geoPointValue: {} },
    old: { nullValue: null },
    _ttl: { timestampValue: 'x' },
  };
  const item = { id: 'a', place: '?', n: 2 };
  expect(changedFields(stored, item, { id: 'a' }, { add: { n: 1 }, remove: ['old'] })).toEqual({
    id: { stringValue: 'a' },
    place: { geoPointValue: {} },
    n: { integerValue: '2' },
  });
});
