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

test('one message: what failed is thrown', async () => {
  await consumeOne(retrying('other'), 'Jobs', message('a'), context);
  await expect(consumeOne(retrying('a'), 'Jobs', message('a'), context)).rejects.toThrow(
    'The handler asked for it again.',
  );
});
