import fc from 'fast-check';
import { redact } from '../../../handler/private/redaction';
import type * as secrets from '../../../handler/private/secrets';

/** Another instance, which has read nothing. */
function fresh(): typeof secrets {
  const shared = globalThis as { [key: symbol]: unknown };
  for (const name of ['secrets', 'redact']) delete shared[Symbol.for(`faasade.${name}`)];
  let module: typeof secrets;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- anew
  jest.isolateModules(() => (module = require('../../../handler/private/secrets')));
  return module!;
}

test('keeping answers the value', () => expect(fresh().keepSecret('Key', 'abcdef')).toBe('abcdef'));

test.each([
  ['as it is', 'p(a)ss. word', 'a p(a)ss. word b'],
  ['in a URL', 'p+a/s=word', 'https://x/?k=p%2Ba%2Fs%3Dword'],
  ['in a form', "pass word'!", 'k=pass+word%27%21&l=1'],
  ['in JSON', 'pass"\nword', '{"k":"pass\\"\\nword"}'],
  ['without the space around it', 'password\n', 'k=password;'],
])('a value %s is replaced by its id', (_where, value, text) => {
  const { keepSecret } = fresh();
  keepSecret('Key', value);
  expect(redact(text)).toContain('[secret Key]');
  expect(redact(text)).not.toContain('word');
});

test('of a JSON object, members with names of secrets are secrets too, and no others', () => {
  const { keepSecret } = fresh();
  keepSecret('Db', '{"username":"postgres","password":"hunter22","port":5432}');
  expect(redact('postgres:hunter22@db:5432')).toBe('postgres:[secret Db]@db:5432');
});

test('what is shorter than 6 characters stays: it stands in too much else', () => {
  const { keepSecret } = fresh();
  for (const value of ['', 'a', 'abcde', '{"password":"abcde"']) keepSecret('Key', value);
  expect(redact('abcde')).toBe('abcde');
});

test('the longer of two that begin alike goes first', () => {
  const { keepSecret } = fresh();
  keepSecret('A', 'abcdef');
  keepSecret('B', 'abcdefghi');
  expect(redact('abcdef abcdefghi')).toBe('[secret A] [secret B]');
});

test('the value before a rotation is kept out as the one after it', () => {
  const { keepSecret } = fresh();
  keepSecret('A', 'first value');
  redact('x');
  keepSecret('A', 'second value');
  expect(redact('first value, second value')).toBe('[secret A], [secret A]');
});

test('whatever the value and wherever it stands, it is gone', () => {
  const mark = '[secret K]';
  const values = fc.string({ unit: 'binary', minLength: 6 }).filter((value) => !mark.includes(value));
  fc.assert(
    fc.property(values, fc.string(), fc.string(), (value, before, after) => {
      const { keepSecret } = fresh();
      keepSecret('K', value);
      expect(
        redact(before + value + after)
          .split(mark)
          .join(''),
      ).not.toContain(value + after);
      expect(redact(value)).toBe(mark);
    }),
    { numRuns: 50 },
  );
});
