import { randomUUID } from 'crypto';
import { join } from 'path';
import { Mailbox, openMailbox, poll } from './mailbox';
import { call, deploy, Deployed, Ministack, startMinistack } from './ministack';
import { picture, sizeOf } from './picture';
import { tools } from './process';

let mailbox: Mailbox;
let cloud: Ministack;
let outputs: Deployed['outputs'];
let resources: Deployed['resources'];
let deployed: number;

beforeAll(async () => {
  mailbox = await openMailbox();
  mailbox.files.set('/catalogue.json', Buffer.from('[]'));
  cloud = await startMinistack();
  ({ outputs, resources } = deploy(cloud, join(__dirname, 'aws-app.ts'), { MAILBOX: mailbox.url }));
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
    mailbox.files.set('/picture.png', picture(64, 32));
    const job = { source: `${mailbox.url}/picture.png`, destination: `${mailbox.url}/small.png`, width: 16 };

    const answer = await post('thumbnails', 'Url', '/thumbnails', job);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([202, { accepted: expect.any(String) }]);

    expect(sizeOf(await poll(() => mailbox.files.get('/small.png'), 30, cloud.server.output))).toEqual([16, 8]);
  });

  test('answers where it is asked for its health', async () => {
    // By the emulator's second address of a function URL: its own `/health` comes before the first.
    const [id] = new URL(outputs.thumbnails!.Url!).host.split('.');
    const health = await call(cloud, cloud.endpoint, `/_aws/lambda-url/${id}/health`);
    expect([health.status, health.body]).toEqual([200, '{"ok":true}']);
  });

  test('refuses a bad job, a path and a method that it does not have', async () => {
    expect(await post('thumbnails', 'Url', '/thumbnails', { width: 1 })).toMatchObject({
      status: 400,
      body: `{"error":"'source' is not a URL of an allowed origin."}`,
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
  // The emulator's Scheduler leaves `<aws.scheduler.scheduled-time>` as it is and runs up to 10 seconds late, so this
  // shows the way and the name; the instant is that of the inbox.
  test('runs every minute, through the inbox', async () => {
    const event = await mailbox.until((letters) => letters.find(({ kind }) => kind === 'scheduled'), 100);
    expect(event.schedule).toBe('tick');
    expect(Math.abs(Date.parse(event.time) - deployed)).toBeLessThan(150_000);
  });

  test('tells the scheduled instant, where the message is what Scheduler would write', async () => {
    const { Target } = Object.values(resources.probe!).find(
      ({ Type }) => Type === 'AWS::Scheduler::Schedule',
    )!.Properties;
    const MessageBody = Target.Input.replace('<aws.scheduler.scheduled-time>', '2026-07-01T10:05:00Z');
    await sqs().sendMessage({ QueueUrl: await inbox(), MessageBody });
    const event = await mailbox.until((letters) => letters.find(({ time }) => time?.startsWith('2026-07-01')), 30);
    expect(event).toEqual({ kind: 'scheduled', schedule: 'tick', time: '2026-07-01T10:05:00.000Z' });
  });

  async function inbox(): Promise<string> {
    const { QueueUrls } = await sqs().listQueues({ QueueNamePrefix: 'probe-' });
    const found = QueueUrls.filter((url: string) => /WorkerInbox/.test(url) && !/DeadLetters/.test(url));
    expect(found).toHaveLength(1);
    return found[0];
  }
});

describe('least privilege, as IAM enforces it', () => {
  test('the front can send where it was granted, and nowhere else', async () => {
    const answer = JSON.parse((await post('probe', 'Front', '/do/forbidden', {})).body);
    expect(answer).toMatchObject({ sent: false, name: 'AccessDenied' });
    expect(answer.message).toContain('no identity-based policy allows the sqs:SendMessage action');
    expect(await tried('probe', 'Jobs')).toEqual({ sent: true });
    expect((await tried('probe', 'Forbidden')).error).toContain("Queue 'Forbidden' is not linked to this function.");
  });

  test('queues refuse what is not TLS', async () => {
    expect((await tried('tls', 'Jobs')).error).toMatch(/AccessDenied: .* with an explicit deny/);
  });

  const tried = async (stack: string, queue: string) =>
    JSON.parse((await post(stack, 'Front', `/do/try?queue=${queue}`, {})).body);
});

test('a Hono app is a handler as it is', async () => {
  const hello = await call(cloud, outputs.probe!.Hono!, '/hello/world?q=1&q=2');
  expect([hello.status, JSON.parse(hello.body)]).toEqual([200, { hello: 'world', q: ['1', '2'] }]);
  const echo = await call(cloud, outputs.probe!.Hono!, '/echo', { method: 'POST', body: 'loud' });
  expect([echo.status, echo.body, echo.headers['x-from']]).toEqual([201, 'LOUD', 'hono']);
});
