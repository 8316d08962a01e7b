import { redact, redactError, redactNames, setRedaction } from '../../../handler/private/redaction';

test('before a secret is read, texts and errors are what they were', () => {
  const error = new Error('abcdef');
  const names = { abcdef: 1 };
  expect([redact('abcdef'), redactError(error), redactNames(names)]).toEqual(['abcdef', error, names]);
  expect(redactError(error)).toBe(error);
});

test('an error that holds a secret is another one, with a stack of the same lines; others are themselves', () => {
  setRedaction((text) => text.replace('abcdef', '[secret Key]'));
  const error = new TypeError('no abcdef');
  const told = redactError(error) as Error;
  expect([told.name, told.message]).toEqual(['TypeError', 'no [secret Key]']);
  expect(told.stack).toBe(error.stack!.replace('abcdef', '[secret Key]'));
  expect(redactError('abcdef')).toBe('[secret Key]');
  for (const other of [new Error('x'), undefined, null, 1, {}]) expect(redactError(other)).toBe(other);
});
