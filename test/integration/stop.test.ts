import { join } from 'path';
import {
  LambdaClient,
  GetFunctionConcurrencyCommand,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { Mailbox, openMailbox, poll } from './mailbox';
import { call, clientOptions, deploy, Ministack, startMinistack } from './ministack';

let mailbox: Mailbox;
let cloud: Ministack;
let outputs: Record<string, string>;

beforeAll(async () => {
  mailbox = await openMailbox();
  cloud = await startMinistack();
  outputs = deploy(cloud, join(__dirname, 'stop-app.ts'), { MAILBOX: mailbox.url }).outputs.stoppable!;
}, 300_000);

afterAll(async () => {
  await cloud?.server.stop();
  mailbox?.close();
});

/** Sends so many jobs through the front, one after the other. */
async function send(from: number, count: number): Promise<void> {
  for (let id = from; id < from + count; id++) {
    const body = JSON.stringify({ kind: 'queue', id: 'Jobs', method: 'send', args: [{ id: `${id}` }] });
    const answer = await call(cloud, outputs.Url!, '/', { method: 'POST', body });
    expect(answer).toMatchObject({ status: 200, body: '{}' });
  }
}

async function notice(Message: string): Promise<void> {
  await new SNS(clientOptions(cloud)).publish({ TopicArn: outputs.Notices, Message });
}

async function reserved(name: string): Promise<number | undefined> {
  const lambda = new LambdaClient(clientOptions(cloud));
  const { ReservedConcurrentExecutions } = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: name }));
  return ReservedConcurrentExecutions;
}

async function mappings(): Promise<(string | undefined)[]> {
  const lambda = new LambdaClient(clientOptions(cloud));
  const command = new ListEventSourceMappingsCommand({ FunctionName: `${outputs.WorkerName}:live` });
  return (await lambda.send(command)).EventSourceMappings!.map(({ State }) => State);
}

async function waiting(QueueName: string): Promise<number> {
  const sqs = new SQS(clientOptions(cloud));
  const { QueueUrl } = await sqs.getQueueUrl({ QueueName });
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['All'] });
  return Number(Attributes!.ApproximateNumberOfMessages) + Number(Attributes!.ApproximateNumberOfMessagesNotVisible);
}

const handled = () => mailbox.letters.filter(({ kind }) => kind === 'queue');
const until = (condition: () => Promise<boolean>) =>
  poll(async () => ((await condition()) ? true : undefined), 90, cloud.server.output);

test('stops a function under load, and has every message handled exactly once in the end', async () => {
  // The emulator's CloudFormation leaves the limit out.
  const limit = { FunctionName: outputs.WorkerName!, ReservedConcurrentExecutions: 4 };
  await new LambdaClient(clientOptions(cloud)).send(new PutFunctionConcurrencyCommand(limit));

  // Under load, by an alarm that goes off twice.
  await send(0, 30);
  await Promise.all([send(30, 30), notice('{"AlarmName":"cost","NewStateValue":"ALARM"}')]);
  await notice('{"AlarmName":"cost","NewStateValue":"ALARM"}');
  await until(async () => (await reserved(outputs.WorkerName!)) === 0);
  expect(await mappings()).toEqual(['Disabled']);

  // Whoever is not guarded goes on, and what it sends waits.
  const done = handled().length;
  await send(60, 40);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  expect(handled()).toHaveLength(done);
  expect(await waiting(outputs.JobsName!)).toBe(100 - done);
  expect(await reserved(outputs.FrontName!)).toBeUndefined();

  // An alarm that is over resumes nothing; a hand does.
  await notice('{"AlarmName":"cost","NewStateValue":"OK"}');
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(await reserved(outputs.WorkerName!)).toBe(0);
  await notice('{"action":"resume"}');
  await until(async () => handled().length >= 100);
  expect(await reserved(outputs.WorkerName!)).toBe(4);
  await until(async () => (await mappings())[0] === 'Enabled');

  await new Promise((resolve) => setTimeout(resolve, 3000));
  const ids = handled().map(({ id }) => Number(id));
  expect(ids.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, id) => id));
  expect(new Set(handled().map(({ attempt }) => attempt))).toEqual(new Set([1]));
  expect(await waiting(outputs.DeadLetters!)).toBe(0);
}, 300_000);
