import { FakeSqs } from './fake-sqs';
import { fixture } from '../expectations';
import * as harness from '../harness/aws';
import { invokeInbox, snsEnvelope, sqsEvent } from '../harness/aws';
import type { Running } from '../harness/running';

const triggers = (to: string) => ({
  ...{ contract: 1, t: 30, i: { a: 5, d: to }, s: ['Failing'], n: { Orders: 'Orders' } },
  q: {
    Jobs: { i: 'Jobs', a: 5, d: to },
    Steps: { i: 'Steps', a: 5, d: `${to}.fifo`, f: 1 },
    Foreign: { i: 'Foreign' },
  },
});

const sqs = new FakeSqs();
let fn: Running;
let to: string;
beforeAll(async () => {
  await sqs.start();
  const { environment } = sqs;
  to = `${environment.AWS_ENDPOINT_URL}/1/dead`;
  fn = await harness.start({ entry: fixture('everything'), triggers: triggers(to), environment });
}, 30_000);
afterAll(async () => {
  await fn.stop();
  await sqs.stop();
});
beforeEach(() => {
  sqs.sent.length = 0;
  sqs.refuse = false;
});

const failing = { id: 'm-1', text: '{"action":"throw"}' };
const asking = { id: 'm-2', text: '{"action":"retry"}' };
const noteOf = ({ MessageAttributes }: any) => JSON.parse(MessageAttributes['faasade-dead-letter'].StringValue);

test('the last attempt moves the original message, with a note', async () => {
  const event = sqsEvent('Jobs', [{ ...failing, attempt: 5, attributes: { kind: 'test' } }]);
  Object.assign(event.Records[0].messageAttributes, {
    bytes: { binaryValue: 'AP8=', dataType: 'Binary.png' },
    count: { stringValue: '3', dataType: 'Number' },
  });
  expect(await fn.ask({ event })).toEqual({ batchItemFailures: [] });
  expect(sqs.sent).toEqual([
    {
      QueueUrl: to,
      MessageBody: failing.text,
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'test' },
        bytes: { DataType: 'Binary.png', BinaryValue: 'AP8=' },
        count: { DataType: 'Number', StringValue: '3' },
        'faasade-dead-letter': { DataType: 'String', StringValue: expect.any(String) },
      },
    },
  ]);
  expect(noteOf(sqs.sent[0])).toEqual({ reason: 'Error: batch broke', attempts: 5, at: expect.stringMatching(/Z$/) });
});

test('earlier attempts move nothing', async () => {
  expect(await harness.invokeQueue(fn, 'Jobs', [{ ...failing, attempt: 4 }])).toEqual(['m-1']);
  expect(sqs.sent).toEqual([]);
});

test('retry() on the last attempt is a failure too, and others of the batch stay', async () => {
  const messages = [
    { id: 'm-1', text: '{}', attempt: 5 },
    { ...asking, attempt: 6 },
    { ...asking, id: 'm-3' },
  ];
  expect(await harness.invokeQueue(fn, 'Jobs', messages)).toEqual(['m-3']);
  expect(sqs.sent.map(noteOf)).toMatchObject([{ reason: 'The handler asked for it again.', attempts: 6 }]);
});

test('fails if the dead-letter queue refuses: reported, so that the cloud moves it', async () => {
  sqs.refuse = true;
  expect(await harness.invokeQueue(fn, 'Jobs', [{ ...failing, attempt: 5 }])).toEqual(['m-1']);
  expect(fn.logged('A dead letter could not be moved: the cloud moves it, without a reason.')).toMatchObject({
    error: { name: 'AccessDenied', message: expect.stringContaining('not authorized') },
  });
});

test('a queue that is not of the description has its own dead letters', async () => {
  expect(await harness.invokeQueue(fn, 'Foreign', [{ ...failing, attempt: 99 }])).toEqual(['m-1']);
  expect(sqs.sent).toEqual([]);
});

test('events of the inbox are moved as they came', async () => {
  const envelope = snsEnvelope('Orders', failing);
  expect(await invokeInbox(fn, envelope, 5)).toBe('done');
  expect(await invokeInbox(fn, { s: 'Failing', t: '2026-01-01T00:00:00Z' }, 5)).toBe('done');
  expect(await invokeInbox(fn, { s: 'Nobody', t: '2026-01-01T00:00:00Z' }, 5)).toBe('done');
  expect(sqs.sent.map((sent) => [JSON.parse(sent.MessageBody), noteOf(sent).reason])).toEqual([
    [envelope, 'Error: publishing broke'],
    [{ s: 'Failing', t: '2026-01-01T00:00:00Z' }, 'Error: firing broke'],
    [{ s: 'Nobody', t: '2026-01-01T00:00:00Z' }, expect.stringContaining('no firing of a schedule of this function')],
  ]);
});

test('in a FIFO queue a dead letter keeps its group, and those after it go on', async () => {
  const event = sqsEvent('Steps', [
    { ...failing, attempt: 5 },
    { id: 'm-2', text: '{"n":2}', attempt: 5 },
  ]);
  for (const [index, record] of event.Records.entries()) {
    Object.assign(record.attributes, { MessageGroupId: 'a', SequenceNumber: `${index}`, MessageDeduplicationId: 'x' });
  }
  expect(await fn.ask({ event })).toEqual({ batchItemFailures: [] });
  expect(sqs.sent).toMatchObject([
    { QueueUrl: `${to}.fifo`, MessageGroupId: 'a', MessageDeduplicationId: expect.stringMatching(/^[\da-f-]{36}$/) },
  ]);
  expect(fn.logged('batch')!.messages).toMatchObject([{ id: 'm-2' }]);
});
