import fc from 'fast-check';
import { createLog, line } from '../../../handler/private/log';

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
