import type { SQSRecord } from 'aws-lambda';
import fc from 'fast-check';
import { inOrder } from '../../../handler/aws/fifo';

const record = (messageId: string, MessageGroupId: string) =>
  ({ messageId, attributes: { MessageGroupId } }) as SQSRecord;

test('groups go on side by side, each in its order', async () => {
  const batches: string[] = [];
  const records = ['a1', 'a2', 'b1', 'a3', 'c1', 'b2'].map((id) => record(id, id[0]!));
  const failed = await inOrder(records, async (some) => {
    batches.push(some.map(({ messageId }) => messageId).join());
    return some.some(({ messageId }) => messageId === 'a2') ? ['a2'] : [];
  });
  expect([batches, failed]).toEqual([
    ['a1,b1,c1', 'a2,b2'],
    ['a2', 'a3'],
  ]);
});

test('whatever fails: after it nothing of its group is worked on, and all of that is delivered again', async () => {
  const batch = fc.array(fc.record({ group: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() }), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(batch, async (messages) => {
      const records = messages.map(({ group }, index) => record(`${index}`, group));
      const worked: number[] = [];
      const failed = await inOrder(records, async (some) => {
        worked.push(...some.map(({ messageId }) => Number(messageId)));
        return some.map(({ messageId }) => messageId).filter((id) => messages[Number(id)]!.fails);
      });
      for (const group of 'abc') {
        const ids = messages.flatMap((message, index) => (message.group === group ? index : []));
        const first = ids.findIndex((index) => messages[index]!.fails);
        const upTo = first < 0 ? ids.length : first + 1;
        expect(worked.filter((index) => ids.includes(index))).toEqual(ids.slice(0, upTo));
        const again = first < 0 ? [] : ids.slice(first);
        expect(
          failed
            .map(Number)
            .filter((index) => ids.includes(index))
            .sort((a, b) => a - b),
        ).toEqual(again);
      }
    }),
  );
});
