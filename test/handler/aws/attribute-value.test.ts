import fc from 'fast-check';
import { toAttributes, toItem } from '../../../handler/aws/attribute-value';

test('what JSON can hold comes back as it was', () => {
  const item = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(item, (value) => {
      const expected = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(JSON.stringify(toItem(toAttributes(value))))).toEqual(expected);
    }),
  );
});

test('what is undefined is not there, and what has its own JSON is that', () => {
  expect(toAttributes({ a: undefined, at: new Date(0) })).toEqual({ at: { S: '1970-01-01T00:00:00.000Z' } });
});

test.each([NaN, Infinity, 1n, Symbol('x'), () => 1])('fails if a value is %p', (value) => {
  expect(() => toAttributes({ a: { b: [value] } })).toThrow('which JSON cannot hold');
});

test('sets and bytes of others are lists and base64', () => {
  const attributes = {
    ...{ ss: { SS: ['a'] }, ns: { NS: ['1', '2.5'] } },
    ...{ b: { B: Uint8Array.of(1, 2) }, bs: { BS: [Uint8Array.of(255)] } },
  };
  expect(toItem(attributes)).toEqual({ ss: ['a'], ns: [1, 2.5], b: 'AQI=', bs: ['/w=='] });
});
