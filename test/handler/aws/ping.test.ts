import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { fixture, routes } from '../expectations';
import * as harness from '../harness/aws';
import { functionUrlEvent, sqsEvent } from '../harness/aws';
import type { Running } from '../harness/running';

const triggers = { contract: 1, t: 30, h: routes, q: { Jobs: { i: 'Jobs' } }, i: {}, s: ['Nightly'] };
const ALIAS = 'arn:aws:lambda:eu-central-1:123456789012:function:shop:live';
const OWN = `/2015-03-31/functions/${ALIAS}/invocations`;

/** Lambda: each call is answered once as many are there as are awaited, so that one after the other never ends. */
const calls: { path: string; body: unknown }[] = [];
let awaited: number;
let refuse = false;
let answers: (() => void)[] = [];
const lambda = createServer(async (request, response) => {
  calls.push({ path: decodeURIComponent(request.url!), body: await json(request) });
  if (refuse) {
    response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' }).end('{"Message":"not authorized"}');
    return;
  }
  answers.push(() => response.end('null'));
  if (answers.length === awaited) answers.forEach((answer) => answer());
});

let environment: Record<string, string>;
const started: Running[] = [];
async function start(more: Record<string, string> = {}): Promise<Running> {
  const fn = await harness.start({
    entry: fixture('everything'),
    triggers,
    environment: { ...environment, ...more },
  });
  started.push(fn);
  return fn;
}

beforeAll(async () => {
  await new Promise<void>((resolve) => lambda.listen(0, '127.0.0.1', resolve));
  environment = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
});
beforeEach(() => {
  calls.length = 0;
  answers = [];
  refuse = false;
});
afterAll(async () => {
  await Promise.all(started.map((fn) => fn.stop()));
  lambda.closeAllConnections();
  lambda.close();
});

const cold = async (fn: Running) => {
  const { body } = await fn.ask<any>({ event: functionUrlEvent({ path: '/any/echo' }) });
  return JSON.parse(body).context.coldStart as boolean;
};

test('a ping keeps the instance busy for a moment, and the handler never sees it', async () => {
  const fn = await start();
  const began = Date.now();
  expect(await fn.ask({ event: { faasadePing: 1 } })).toBeUndefined();
  expect(Date.now() - began).toBeGreaterThanOrEqual(99);
  expect([fn.logs, calls]).toEqual([[], []]);
}, 30_000);

test('the first invocation is cold, and not where a ping came before', async () => {
  const [unpinged, pinged] = await Promise.all([start(), start()]);
  expect([await cold(unpinged), await cold(unpinged)]).toEqual([true, false]);
  await pinged.ask({ event: { faasadePing: 1 } });
  expect(await cold(pinged)).toBe(false);
}, 30_000);

test('an instance that Lambda keeps ready is not cold, and one beyond those is', async () => {
  const [provisioned, spilled] = await Promise.all(
    ['provisioned-concurrency', 'on-demand'].map((type) => start({ AWS_LAMBDA_INITIALIZATION_TYPE: type })),
  );
  expect(await cold(provisioned!)).toBe(false);
  expect(await cold(spilled!)).toBe(true);
}, 30_000);

test('a ping of several reaches the others at the same time, and each of those reaches no other', async () => {
  awaited = 3;
  const fn = await start();
  expect(await fn.ask({ event: { faasadePing: 4, alias: ALIAS } })).toBeUndefined();
  expect(calls).toEqual(Array(3).fill({ path: OWN, body: { faasadePing: 1 } }));
  expect(fn.logs).toEqual([]);
}, 30_000);

test('fails if the others can not be reached: a line of the log, and no attempt more', async () => {
  refuse = true;
  const fn = await start();
  expect(await fn.ask({ event: { faasadePing: 3, alias: ALIAS } })).toBeUndefined();
  expect(calls).toHaveLength(2);
  expect(fn.logged('A ping did not reach all instances.')).toMatchObject({
    level: 'WARN',
    error: { name: 'AccessDeniedException' },
  });
}, 30_000);

describe('what others write is no ping', () => {
  let fn: Running;
  const ping = { faasadePing: 2, alias: ALIAS };
  beforeAll(async () => (fn = await start()), 30_000);

  test('a request, whatever stands in it', async () => {
    const event = functionUrlEvent({
      method: 'POST',
      path: '/any/echo?faasadePing=2',
      headers: { faasadePing: '2' },
      body: JSON.stringify(ping),
    });
    for (const forged of [event, { ...event, ...ping }]) {
      const answer = await fn.ask<any>({ event: forged });
      expect(JSON.parse(answer.body).method).toBe('POST');
    }
    expect(calls).toEqual([]);
  });

  test('a message', async () => {
    const messages = [{ id: 'm-1', text: JSON.stringify(ping), attributes: { faasadePing: '2' } }];
    expect(await fn.ask({ event: { ...sqsEvent('Jobs', messages), ...ping } })).toEqual({ batchItemFailures: [] });
    expect(fn.logged('batch')).toBeDefined();
    // In the inbox stands only what infrastructure writes.
    expect(await harness.invokeInbox(fn, ping)).toBe('failed');
    expect(calls).toEqual([]);
  });

  test.each([[{ faasadePing: '2' }], [{ ping }], [[ping]], ['faasadePing'], [null]])('%j', async (event) => {
    await expect(fn.ask({ event })).rejects.toThrow('It was invoked with neither.');
  });
});
