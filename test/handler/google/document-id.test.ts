import fc from 'fast-check';
import { documentId } from '../../../handler/google/document-id';

const values = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.double({ noNaN: true }), fc.integer()), {
  minLength: 1,
  maxLength: 2,
});

test('Firestore takes every id', () => {
  fc.assert(
    fc.property(values, (key) => {
      const id = documentId(key);
      expect(id).toMatch(/^[snh][^/]*$/);
      expect(Buffer.byteLength(id)).toBeLessThanOrEqual(1500);
    }),
  );
});

test('no two keys share one', () => {
  const plain = (key: readonly unknown[]) => JSON.stringify(key);
  fc.assert(fc.property(values, values, (a, b) => (plain(a) === plain(b)) === (documentId(a) === documentId(b))));
});

test.each([
  [['ada', 1], 'sada:n1'],
  [['a/b:c', '..'], 'sa%2Fb%3Ac:s..'],
  [['1'], 's1'],
  [[-0], 'n0'],
  [['__x__'], 's__x__'],
  [['ü'.repeat(1000)], expect.stringMatching(/^h[\da-f]{64}$/)],
])('%j', (key, id) => {
  expect(documentId(key)).toEqual(id);
});

test('fails if a key is half a character', () => {
  expect(() => documentId(['\ud800'])).toThrow('The key "\\ud800" is no well-formed text.');
});
