import fc from 'fast-check';
import { createLog, line } from '../../../handler/private/log';
import { keepSecret } from '../../../handler/private/secrets';

test('standard names stand first and win', () => {
  const lines: string[] = [];
  createLog({ invocationId: 'i' }, (_level, entry) => lines.push(line(entry))).info('m', {
    level: 'x',
    user: 1,
    invocationId: 'y',
  });
  expect(JSON.parse(lines[0])).toEqual({
    level: 'INFO',
    message: 'm',
    time: expect.any(String),
    invocationId: 'i',
    user: 1,
  });
  expect(lines[0]).toMatch(/^{"level":"INFO","message":"m","time":/);
});

test('what JSON cannot hold is written as text', () => {
  const circular: Record<string, unknown> = { level: 'INFO', message: 'm', time: 't' };
  circular.self = circular;
  expect(JSON.parse(line(circular))).toMatchObject({
    level: 'INFO',
    message: 'm',
    fields: expect.stringContaining('Circular'),
  });
  expect(JSON.parse(line({ big: 1n }))).toEqual({ big: '1' });
});

test('any entry is one line of JSON', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything({ withBigInt: true, withDate: true })), (entry) => {
      const text = line(entry);
      expect(text).not.toContain('\n');
      expect(() => JSON.parse(text)).not.toThrow();
    }),
  );
});

test('fields whose names are those of secrets are left out, however deep, of errors too', () => {
  const error = Object.assign(new Error('m'), { config: { headers: { Authorization: 'Bearer x', accept: '*/*' } } });
  expect(JSON.parse(line({ user: 1, list: [{ apiKey: 'x' }], error }))).toMatchObject({
    user: 1,
    list: [{ apiKey: '[redacted]' }],
    error: { message: 'm', config: { headers: { Authorization: '[redacted]', accept: '*/*' } } },
  });
});

test('they are left out of what is written as text too, and its other fields stay fields', () => {
  const loop: Record<string, unknown> = { password: 'hunter2', at: new Date(0), map: new Map([['a', 1]]) };
  Object.defineProperty(loop, 'odd', {
    enumerable: true,
    get: () => {
      throw new Error();
    },
  });
  loop.error = Object.assign(new Error('m'), { loop });
  const { fields, ...rest } = JSON.parse(line({ level: 'INFO', message: 'm', attempt: 2, token: 'hunter2', loop }));
  expect(rest).toEqual({ level: 'INFO', message: 'm', attempt: 2, token: '[redacted]' });
  expect(fields).toMatch(/password: '\[redacted\]'[^]*1970-01-01[^]*'a' => 1[^]*odd: '\[Getter\]'[^]*Circular/);
  expect(fields).not.toContain('hunter2');
});

test('what can not even be looked at is not', () => {
  const odd = new Proxy({}, { ownKeys: () => { throw new Error(); } }); // prettier-ignore
  expect(JSON.parse(line({ message: 'm', odd }))).toEqual({ message: 'm', fields: 'The fields cannot be read.' });
});

test('errors have name, message, stack and cause, several have theirs, and so has one that is none of the language', () => {
  const error = new AggregateError([new RangeError('one')], 'all', { cause: new DOMException('late', 'TimeoutError') });
  expect(JSON.parse(line({ error }))).toEqual({
    error: {
      ...{ name: 'AggregateError', message: 'all', stack: expect.stringContaining('log.test.ts') },
      cause: { name: 'TimeoutError', message: 'late', stack: expect.any(String) },
      errors: [{ name: 'RangeError', message: 'one', stack: expect.any(String) }],
    },
  });
});

test('a secret that was read is left out wherever it stands', () => {
  keepSecret('Pin', '123456');
  const odd: Record<string, unknown> = { 123456: 'a 123456', n: 123456, big: 123456n, other: 12345 };
  expect(JSON.parse(line({ message: 'pin 123456', odd }))).toEqual({
    message: 'pin [secret Pin]',
    odd: { '[secret Pin]': '[redacted]', n: '[secret Pin]', big: '[secret Pin]', other: 12345 },
  });
  odd.odd = odd;
  expect(line({ message: 'm', odd })).not.toContain('123456');
});
