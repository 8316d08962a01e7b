import fc from 'fast-check';
import { fromHeaders, toHeaders } from '../../../handler/private/metadata';

test('plain text is itself, anything else is encoded; names are in lower case', () => {
  expect(toHeaders({ Kind: 'a b', note: 'ü', pad: ' x', fake: '=?UTF-8?B?eA==?=' })).toEqual({
    kind: 'a b',
    note: '=?UTF-8?B?w7w=?=',
    pad: '=?UTF-8?B?IHg=?=',
    fake: '=?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?=',
  });
});

test('any text comes back, and every header is plain', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const headers = toHeaders({ text });
      expect(headers.text).toMatch(/^[ -~]*$/);
      expect(headers.text).toBe(headers.text!.trim());
      expect(fromHeaders(headers)).toEqual({ text });
    }),
  );
});

test.each(['a-b', '', '1a', 'ü', 'a b'])('fails if a name is %j', (name) => {
  expect(() => toHeaders({ [name]: 'x' })).toThrow(`The metadata '${name}' is not possible`);
});
