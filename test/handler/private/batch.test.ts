import type { Context } from '../../../handler/context';
import { consume, consumeOne } from '../../../handler/private/batch';
import type { QueueBatch } from '../../../handler/queue';

const context = { log: { error: jest.fn() } } as unknown as Context;
const message = (id: string) => ({ id, text: '{"n":1}', attempt: 1, sent: 0, attributes: {} });
const retrying = (id: string) => ({
  async queue({ messages }: QueueBatch) {
    messages.find((one) => one.id === id)?.retry();
  },
});

test('failures say why, by id', async () => {
  const failed = await consume(retrying('b'), 'Jobs', ['a', 'b'].map(message), context);
  expect([...failed].map(([id, reason]) => [id, String(reason)])).toEqual([['b', 'The handler asked for it again.']]);
});

test('fails if the handler throws: all have failed for that', async () => {
  const error = new Error('broken');
  const failed = await consume({ queue: () => Promise.reject(error) }, 'Jobs', ['a', 'b'].map(message), context);
  expect([...failed]).toEqual([
    ['a', error],
    ['b', error],
  ]);
});

test('the log is about the only message, or about how many there are', async () => {
  const told: unknown[] = [];
  const telling = { ...context, about: (event: () => unknown) => told.push(event()) };
  const log = { error: jest.fn() };
  await consume(retrying('a'), 'Jobs', [message('a')], { ...telling, log } as unknown as Context);
  await consume({ queue: () => Promise.reject(new Error()) }, 'Jobs', ['a', 'b'].map(message), {
    ...telling,
    log,
  } as unknown as Context);
  expect(told).toEqual([
    { eventId: 'a', trigger: 'queue Jobs', attempt: 1 },
    { trigger: 'queue Jobs', batchSize: 2 },
  ]);
  expect(log.error).toHaveBeenCalledWith(expect.any(String), expect.objectContaining({ eventIds: ['a', 'b'] }));
});

test('one message: what failed is thrown', async () => {
  await consumeOne(retrying('other'), 'Jobs', message('a'), context);
  await expect(consumeOne(retrying('a'), 'Jobs', message('a'), context)).rejects.toThrow(
    'The handler asked for it again.',
  );
});
