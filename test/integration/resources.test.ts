import { randomUUID } from 'crypto';
import { join } from 'path';
import { SQS } from '@aws-sdk/client-sqs';
import { Letter, Mailbox, openMailbox, poll } from './mailbox';
import { call, clientOptions, deploy, Deployed, linesOf, Ministack, startMinistack } from './ministack';
import { runPipe } from './pipe';
import { load } from '../../examples/flash-sale/load';

let mailbox: Mailbox;
let cloud: Ministack;
let outputs: Deployed['outputs'];
let endPipe: (() => Promise<void>) | undefined;

beforeAll(async () => {
  mailbox = await openMailbox();
  cloud = await startMinistack();
  const deployed = deploy(cloud, join(__dirname, 'resources-app.ts'), { MAILBOX: mailbox.url });
  outputs = deployed.outputs;
  const pipe = Object.values(deployed.resources.everything!).find(({ Type }) => Type === 'AWS::Pipes::Pipe')!;
  endPipe = await runPipe(cloud, pipe.Properties.TargetParameters.InputTemplate);
}, 300_000);

afterAll(async () => {
  await endPipe?.();
  await cloud?.server.stop();
  mailbox?.close();
});

type Kind = 'queue' | 'topic' | 'bucket' | 'table' | 'secret' | 'function';
type Answer = { readonly result?: any; readonly error?: string; readonly message?: string };

/** Has a function call its client. */
async function as(
  role: 'Both' | 'Reader' | 'Writer' | 'Stranger',
  kind: Kind,
  id: string,
  method: string,
  ...args: unknown[]
) {
  const body = JSON.stringify({ kind, id, method, args });
  const answer = await call(cloud, outputs.everything![role]!, '/', { method: 'POST', body });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}\n${cloud.server.output().slice(-4000)}`);
  return JSON.parse(answer.body) as Answer;
}

async function done(...parameters: Parameters<typeof as>): Promise<any> {
  const { result, error, message } = await as(...parameters);
  if (error) throw new Error(`${error}: ${message}`);
  return result;
}

/** Waits for a dead letter, and answers it with its note. */
async function deadLetter(output: 'DeadLetters' | 'JobsDeadLetters', find: (body: string) => boolean) {
  const sqs = new SQS(clientOptions(cloud));
  const { QueueUrl } = await sqs.getQueueUrl({ QueueName: outputs.everything![output]! });
  return poll(
    async () => {
      const request = { QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
      const { Messages = [] } = await sqs.receiveMessage({ ...request, VisibilityTimeout: 1 });
      const found = Messages.find(({ Body }) => find(Body!));
      if (!found) return undefined;
      await sqs.deleteMessage({ QueueUrl, ReceiptHandle: found.ReceiptHandle });
      const note = found.MessageAttributes?.['faasade-dead-letter']?.StringValue;
      return { body: found.Body as string, note: note && JSON.parse(note), attributes: found.MessageAttributes };
    },
    120,
    cloud.server.output,
  );
}

const letters = (find: (letter: Letter) => boolean, seconds = 40) =>
  mailbox.until((all) => {
    const found = all.filter(find);
    return found.length > 0 ? found : undefined;
  }, seconds);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('every event reaches its handler', () => {
  test('a message of a queue, with its attributes', async () => {
    const id = randomUUID();
    await done('Both', 'queue', 'Jobs', 'send', { id }, { attributes: { kind: 'new' }, delay: 1 });
    expect(await letters((letter) => letter.id === id)).toMatchObject([{ kind: 'queue', queue: 'Jobs', attempt: 1 }]);
  });

  test('messages of one key, in the order in which they were sent', async () => {
    const run = randomUUID();
    for (let n = 0; n < 8; n++) {
      await done('Both', 'queue', 'Ordered', 'send', { id: `${run} ${n}` }, { key: run });
    }
    const got = await mailbox.until((all) => {
      const found = all.filter(({ queue, id }) => queue === 'Ordered' && id.startsWith(run));
      return found.length === 8 ? found : undefined;
    }, 60);
    expect(got.map(({ id }) => id)).toEqual(Array.from({ length: 8 }, (_, n) => `${run} ${n}`));
  });

  test('a message of a topic that the filter lets through, and no other', async () => {
    const [wanted, other] = [randomUUID(), randomUUID()];
    await done('Both', 'topic', 'Orders', 'publish', { id: other }, { kind: 'other' });
    await done('Both', 'topic', 'Orders', 'publish', { id: wanted }, { kind: 'new' });
    const [event] = await letters(({ kind, data }) => kind === 'topic' && data.id === wanted);
    expect(event).toMatchObject({
      specversion: '1.0',
      type: 'faasade.topic.published',
      source: '/topics/Orders',
      topic: 'Orders',
      attributes: { kind: 'new' },
      attempt: 1,
    });
    await pause(1000);
    expect(mailbox.letters.filter(({ data }) => data?.id === other)).toEqual([]);
  });

  test('a new object whose key is meant, and no other', async () => {
    const name = randomUUID();
    await done('Both', 'bucket', 'Uploads', 'put', `in/${name}.png`, 'no text');
    await done('Both', 'bucket', 'Uploads', 'put', `in/${name} é+.txt`, 'hello');
    const [event] = await letters(({ kind, key }) => kind === 'object' && key.includes(name));
    expect(event).toMatchObject({ bucket: 'Uploads', key: `in/${name} é+.txt`, size: 5, attempt: 1 });
    expect(mailbox.letters.filter(({ kind, key }) => kind === 'object' && key.endsWith('.png'))).toEqual([]);
  });

  // Through the table's own stream, and a stand-in for the emulator's pipes.
  test('an item that is made, changed and deleted, with what it was and is', async () => {
    const key = { pk: randomUUID(), sk: 1 };
    await done('Both', 'table', 'Items', 'put', { ...key, color: 'red', nested: [null] });
    await done('Both', 'table', 'Items', 'update', key, { set: { color: 'blue' } });
    await done('Both', 'table', 'Items', 'delete', key);
    const events = await mailbox.until((all) => {
      const found = all.filter(({ kind, key: item }) => kind === 'change' && item.pk === key.pk);
      return found.length >= 3 ? found : undefined;
    }, 60);
    const [before, after] = ['red', 'blue'].map((color) => ({ ...key, color, nested: [null] }));
    const inOrder = [...events].sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
    expect(inOrder.map(({ type, key: of, before: was, after: is }) => ({ type, of, was, is }))).toEqual([
      { type: 'faasade.item.created', of: key, is: before },
      { type: 'faasade.item.updated', of: key, was: before, is: after },
      { type: 'faasade.item.deleted', of: key, was: after },
    ]);
  });

  test('a schedule', async () => {
    expect(await letters(({ kind, schedule }) => kind === 'scheduled' && schedule === 'tick', 100)).toBeTruthy();
  });
});

describe('what a handler throws at is dead after its attempts, with the reason and the original', () => {
  test.each(['retry', 'throw'])('a message of a queue: %s', async (fail) => {
    const id = randomUUID();
    await done('Both', 'queue', 'Jobs', 'send', { id, fail }, { attributes: { kind: 'new' } });
    const { body, note, attributes } = await deadLetter('JobsDeadLetters', (text) => text.includes(id));
    expect(JSON.parse(body)).toEqual({ id, fail });
    expect(attributes!.kind!.StringValue).toBe('new');
    const reason = fail === 'throw' ? `Error: asked to throw by ${id}` : expect.stringContaining('The handler asked');
    expect(note).toMatchObject({ reason, attempts: 5 });
    const attempts = mailbox.letters.filter((letter) => letter.id === id).map(({ attempt }) => attempt);
    expect(attempts).toEqual([1, 2, 3, 4, 5]);
  });

  test.each(['topic', 'object', 'change'])('an event of the inbox: %s', async (kind) => {
    const id = randomUUID();
    const send = {
      topic: () => done('Both', 'topic', 'Orders', 'publish', { id, fail: 'throw' }, { kind: 'changed' }),
      object: () => done('Both', 'bucket', 'Uploads', 'put', `in/fail-${id}.txt`, 'hello'),
      change: () => done('Both', 'table', 'Items', 'put', { pk: id, sk: 1, fail: 'throw' }),
    }[kind]!;
    await send();
    const { note } = await deadLetter('DeadLetters', (text) => text.includes(id));
    expect(note).toMatchObject({ reason: `Error: asked to throw by ${kind}`, attempts: 5 });
    const of = (letter: Letter) => letter.kind === kind && JSON.stringify(letter).includes(id);
    expect(mailbox.letters.filter(of).map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('least privilege, as IAM enforces it', () => {
  const denied = { error: 'AccessDenied' };
  const key = { pk: 'least', sk: 1 };

  test('one who may read can not write, and the other way round', async () => {
    await done('Writer', 'bucket', 'Uploads', 'put', 'least.bin', 'text');
    await done('Writer', 'table', 'Items', 'put', { ...key, color: 'red' });
    expect(await done('Reader', 'bucket', 'Uploads', 'get', 'least.bin')).toMatchObject({ text: 'text' });
    expect(await done('Reader', 'bucket', 'Uploads', 'list', { prefix: 'least' })).toMatchObject({
      objects: [{ size: 4 }],
    });
    expect(await done('Reader', 'table', 'Items', 'get', key)).toEqual({ ...key, color: 'red' });
    expect(await done('Reader', 'table', 'Items', 'query', { key: { color: 'red' }, index: 'by-color' })).toMatchObject(
      {
        items: expect.arrayContaining([{ ...key, color: 'red' }]),
      },
    );

    expect(await as('Reader', 'bucket', 'Uploads', 'put', 'least.bin', 'x')).toMatchObject(denied);
    expect(await as('Reader', 'bucket', 'Uploads', 'delete', 'least.bin')).toMatchObject(denied);
    expect(await as('Reader', 'table', 'Items', 'put', key)).toMatchObject(denied);
    expect(await as('Reader', 'table', 'Items', 'delete', key)).toMatchObject(denied);
    expect(await as('Writer', 'bucket', 'Uploads', 'get', 'least.bin')).toMatchObject(denied);
    expect(await as('Writer', 'bucket', 'Uploads', 'list')).toMatchObject(denied);
    expect(await as('Writer', 'table', 'Items', 'get', key)).toMatchObject(denied);
    expect(await as('Writer', 'table', 'Items', 'query', { key: { pk: 'least' } })).toMatchObject(denied);
  });

  // The stranger has every link of the other and no grant.
  const post = { method: 'POST', body: JSON.stringify({ kind: 'secret', id: 'None', method: 'value', args: [] }) };
  const notAuthorized = expect.stringContaining('is not authorized to perform: lambda:InvokeFunctionUrl');
  test.each<[Kind, string, string, unknown[], unknown]>([
    ['queue', 'Jobs', 'send', [{ id: 'least' }], undefined],
    ['topic', 'Orders', 'publish', [{ id: 'least' }, { kind: 'new' }], undefined],
    ['bucket', 'Uploads', 'put', ['least.txt', 'text'], undefined],
    ['bucket', 'Uploads', 'get', ['least.txt'], expect.objectContaining({ text: 'text' })],
    ['table', 'Items', 'put', [{ ...key, color: 'red' }], undefined],
    ['table', 'Items', 'get', [key], { ...key, color: 'red' }],
    // The emulator makes any characters, whatever the template excludes.
    ['secret', 'ApiKey', 'value', [], expect.stringMatching(/^.{32}$/s)],
    ['function', 'Inner', 'fetch', ['/', post], expect.objectContaining({ status: 200 })],
  ])('%s %s: %s works for the one who was granted it, and for no other', async (kind, id, method, args, result) => {
    const refused = await as('Stranger', kind, id, method, ...args);
    expect(refused.error ?? refused.result).toEqual(
      kind === 'function' ? expect.objectContaining({ status: 403, text: notAuthorized }) : 'AccessDenied',
    );
    expect(await done('Both', kind, id, method, ...args)).toEqual(result);
  });

  test('an endpoint for functions refuses strangers', async () => {
    const answer = await call(cloud, outputs.everything!.Inner!, '/', { method: 'POST', body: '{}' });
    expect(answer.status).toBe(403);
  });

  test('what is not linked is named with the grant that is missing', async () => {
    expect((await as('Reader', 'secret', 'ApiKey', 'value')).message).toBe(
      "Secret 'ApiKey' is not linked to this function. Call grantRead(fn) on the secret where it is described. No secret is linked.",
    );
  });
});

test('a ping starts several instances before anyone calls, and the handler sees none of them', async () => {
  const lines = await poll(
    async () => {
      const all = await linesOf(cloud, outputs.capacity!.Logs!);
      return all.filter((line) => line.startsWith('REPORT')).length >= 3 ? all : undefined;
    },
    100,
    cloud.server.output,
  );
  // Neither the adapter nor the handler had anything to tell.
  expect(lines.filter((line) => line.startsWith('{'))).toEqual([]);
  const answer = await call(cloud, outputs.capacity!.Url!, '/first', { method: 'POST', body: 'hello' });
  expect(JSON.parse(answer.body)).toMatchObject({ cold: false, body: 'hello' });
}, 120_000);

test('the flash sale: never oversold, no order lost or doubled', async () => {
  const ask = async (path: string, body?: unknown) =>
    call(cloud, outputs['flash-sale']!.Url!, path, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const outcome = await load(ask, 2000, 500, (text) => process.stdout.write(`${text}\n`));
  expect(outcome).toMatchObject({ paid: 500, soldOut: 1500 });
  // The work of an order is done once, but where it was cut off before its result was kept.
  const lines = await linesOf(cloud, outputs['flash-sale']!.PayLogs!);
  expect(lines.filter((line) => line.startsWith('REPORT')).length).toBeGreaterThan(500);
  const unanswered = lines.filter((line) => line.includes('no answer in the time that is left')).length;
  const killed = cloud.server.output().match(/Pay\S* timed out/g)?.length ?? 0;
  process.stdout.write(`${outcome.repeatedCharges} repeated charges, ${unanswered + killed} cut off\n`);
  expect(outcome.repeatedCharges).toBeLessThanOrEqual(unanswered + killed);
}, 900_000);
