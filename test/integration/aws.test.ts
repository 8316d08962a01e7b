import { randomUUID } from 'crypto';
import { join } from 'path';
import { PNG } from 'pngjs';
import { Mailbox, openMailbox, poll } from './mailbox';
import { call, deploy, Ministack, startMinistack } from './ministack';
import { tools } from './process';

let mailbox: Mailbox;
let cloud: Ministack;
let outputs: Record<string, Record<string, string>>;
let deployed: number;

beforeAll(async () => {
  mailbox = await openMailbox();
  mailbox.files.set('/catalogue.json', Buffer.from('[]'));
  cloud = await startMinistack();
  outputs = deploy(cloud, join(__dirname, 'aws-app.ts'), { MAILBOX: mailbox.url });
  deployed = Date.now();
});

afterAll(async () => {
  await cloud?.server.stop();
  mailbox?.close();
});

const post = (stack: string, output: string, path: string, body: unknown) =>
  call(cloud, outputs[stack]![output]!, path, { method: 'POST', body: JSON.stringify(body) });

/** The AWS SDK as the Lambda runtime has it. */
function sqs() {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- found at run time only
  const { SQS } = require(require.resolve('@aws-sdk/client-sqs', { paths: [tools.runtimeModules] }));
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
  return new SQS({ endpoint: cloud.endpoint, region: 'us-east-1', credentials });
}

describe('the example, deployed by cdk deploy', () => {
  test('makes a thumbnail: HTTP, queue, worker', async () => {
    const picture = new PNG({ width: 64, height: 32 });
    picture.data.fill(200);
    mailbox.files.set('/picture.png', PNG.sync.write(picture));
    const job = { source: `${mailbox.url}/picture.png`, destination: `${mailbox.url}/small.png`, width: 16 };

    const answer = await post('thumbnails', 'Url', '/thumbnails', job);
    expect(answer.status).toBe(202);

    const small = PNG.sync.read(await poll(() => mailbox.files.get('/small.png'), 30, cloud.server.output));
    expect([small.width, small.height]).toEqual([16, 8]);
  });

  test('refuses a bad job, a path and a method that it does not have', async () => {
    expect(await post('thumbnails', 'Url', '/thumbnails', { width: 1 })).toMatchObject({
      status: 400,
      body: `{"error":"'source' is not a URL."}`,
    });
    expect((await post('thumbnails', 'Url', '/other', {})).status).toBe(404);
    const get = await call(cloud, outputs.thumbnails!.Url!, '/thumbnails');
    expect([get.status, get.headers.allow]).toEqual([405, 'POST']);
  });
});

describe('the queue', () => {
  test('dead-letters a failing message after its attempts, and does not redeliver its batch mates', async () => {
    const run = randomUUID();
    const Entries = ['good-1', 'bad', 'good-2'].map((id) => ({
      Id: id,
      MessageBody: JSON.stringify({ id, run, ...(id === 'bad' && { fail: 'retry' }) }),
    }));
    await sqs().sendMessageBatch({ QueueUrl: outputs.probe!.Jobs, Entries });

    const [dead] = await poll(
      async () => (await sqs().receiveMessage({ QueueUrl: outputs.probe!.DeadLetters, WaitTimeSeconds: 1 })).Messages,
      90,
      cloud.server.output,
    );
    expect(JSON.parse(dead.Body)).toEqual({ id: 'bad', run, fail: 'retry' });

    const deliveries = mailbox.letters
      .filter(({ kind }) => kind === 'batch')
      .flatMap(({ messages }) => messages as { id: string; run: string; attempt: number }[])
      .filter((message) => message.run === run);
    expect(deliveries.filter(({ id }) => id === 'bad').map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
    expect(
      deliveries
        .filter(({ id }) => id !== 'bad')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['good-1', 'good-2']);
  });

  test('knows its own id', async () => {
    expect((await post('probe', 'Front', '/do/send', { id: 'hello' })).status).toBe(202);
    const batch = await mailbox.until(
      (letters) =>
        letters.find(
          ({ kind, messages }) => kind === 'batch' && messages.some(({ id }: { id: string }) => id === 'hello'),
        ),
      30,
    );
    expect(batch.queue).toBe('Jobs');
  });
});

describe('the schedule', () => {
  test('runs through the inbox, with its name and its instant', async () => {
    const event = await mailbox.until((letters) => letters.find(({ kind }) => kind === 'scheduled'), 100);
    expect(event.schedule).toBe('tick');
    const instant = Date.parse(event.time);
    expect(Math.abs(instant - deployed)).toBeLessThan(150_000);
  });
});

describe('least privilege, as IAM enforces it', () => {
  test('the front can send where it was granted, and nowhere else', async () => {
    const answer = JSON.parse((await post('probe', 'Front', '/do/forbidden', {})).body);
    expect(answer).toMatchObject({ sent: false, name: 'AccessDenied' });
    expect(answer.message).toContain('no identity-based policy allows the sqs:SendMessage action');
    const unlinked = JSON.parse((await post('probe', 'Front', '/do/unlinked', {})).body);
    expect(unlinked.error).toContain("Queue 'Forbidden' is not linked to this function.");
  });

  test('queues refuse what is not TLS', async () => {
    expect((await post('tls', 'Front', '/do/send', { id: 'plain' })).status).toBe(500);
  });
});

test('a Hono app is a handler as it is', async () => {
  const hello = await call(cloud, outputs.probe!.Hono!, '/hello/world?q=1&q=2');
  expect([hello.status, JSON.parse(hello.body)]).toEqual([200, { hello: 'world', q: ['1', '2'] }]);
  const echo = await call(cloud, outputs.probe!.Hono!, '/echo', { method: 'POST', body: 'loud' });
  expect([echo.status, echo.body, echo.headers['x-from']]).toEqual([201, 'LOUD', 'hono']);
});
