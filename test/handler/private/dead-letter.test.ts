import fc from 'fast-check';
import type { Context } from '../../../handler/context';
import { attempting, movedAway, noteOf } from '../../../handler/private/dead-letter';
import { keepSecret } from '../../../handler/private/secrets';

const at = new Date('2026-01-01T00:00:00Z');
const log = { error: jest.fn() };
const context = { log } as unknown as Context;
const delivery = { a: 5, d: 'dead' };

test('a note has name and message, attempts and time, and no stack', () => {
  expect(JSON.parse(noteOf(new TypeError('odd'), 5, at))).toEqual({
    reason: 'TypeError: odd',
    attempts: 5,
    at: '2026-01-01T00:00:00.000Z',
  });
});

test('a reason is cut to 500 characters', () => {
  expect(JSON.parse(noteOf('x'.repeat(600), 5, at)).reason).toBe('x'.repeat(500));
});

test('whatever is thrown, the note is JSON of at most 1,024 bytes', () => {
  const thrown = fc.oneof(
    fc.anything(),
    fc.string({ unit: 'binary', maxLength: 2000 }),
    fc.constant('👋\u0000'.repeat(999)),
  );
  fc.assert(
    fc.property(thrown, (error) => {
      const note = noteOf(error, 5, at);
      expect(Buffer.byteLength(note)).toBeLessThanOrEqual(1024);
      expect(JSON.parse(note).attempts).toBe(5);
    }),
  );
});

test('what has no text has a note all the same', () => {
  expect(JSON.parse(noteOf(Object.create(null), 5, at)).reason).toBe('What was thrown has no text.');
});

test.each([
  ['before the last attempt', delivery, 4, false],
  ['on the last', delivery, 5, true],
  ['after it, where a cloud counts loosely', delivery, 7, true],
  ['where attempts are not of this description', {}, 9, false],
  ['where the count is unknown', delivery, NaN, false],
])('%s', async (_when, settings, attempt, expected) => {
  const move = jest.fn(async () => undefined);
  expect(await movedAway(settings, attempt, new Error('x'), context, move)).toBe(expected);
  expect(move).toHaveBeenCalledTimes(expected ? 1 : 0);
});

test('fails if moving fails: logged, and what the work threw comes through', async () => {
  const move = () => Promise.reject(new Error('no way'));
  const work = () => Promise.reject(new Error('broken'));
  await expect(attempting(delivery, 5, context, move, work)).rejects.toThrow('broken');
  expect(log.error).toHaveBeenCalledWith(expect.any(String), { error: new Error('no way') });
});

test('after a move the work counts as done', async () => {
  const moved: string[] = [];
  await attempting(
    delivery,
    5,
    context,
    async (to) => void moved.push(to),
    () => Promise.reject(new Error('broken')),
  );
  expect(moved).toEqual(['dead']);
});

test('a secret is no part of a reason, not even the half of it that is left by cutting', () => {
  keepSecret('Key', 'a long value');
  const { reason } = JSON.parse(noteOf(`${'x'.repeat(495)}a long value`, 5, at));
  expect(reason).toBe(`${'x'.repeat(495)}[secr`);
});
