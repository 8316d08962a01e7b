import { ending } from '../../../handler/tracing/body';

const stream = (...parts: (string | Error)[]) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.close();
      else if (part instanceof Error) controller.error(part);
      else controller.enqueue(Buffer.from(part));
    },
  });

test('what is read is what there was, and it ends after who was told', async () => {
  const order: string[] = [];
  const body = ending(stream('a', 'b'), async () => {
    await new Promise((resolve) => setImmediate(resolve));
    order.push('told');
  });
  const text = await new Response(body).text();
  order.push('over');
  expect([text, order]).toEqual(['ab', ['told', 'over']]);
});

test('fails if it breaks off: with the reason, which is told first', async () => {
  const reason = new Error('dried up');
  const done = jest.fn(async () => undefined);
  await expect(new Response(ending(stream('a', reason), done)).text()).rejects.toBe(reason);
  expect(done.mock.calls).toEqual([[reason]]);
});

test('who no longer wants it ends it at once, and what makes it learns of it', async () => {
  const cancel = jest.fn();
  const done = jest.fn(async () => undefined);
  await ending(new ReadableStream({ cancel }), done).cancel('enough');
  expect([cancel.mock.calls, done.mock.calls]).toEqual([[['enough']], [[]]]);
});

test('nothing is read before it is asked for', async () => {
  const pull = jest.fn();
  ending(new ReadableStream({ pull }, { highWaterMark: 0 }), async () => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(pull).not.toHaveBeenCalled();
});
