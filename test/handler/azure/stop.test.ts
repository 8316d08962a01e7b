import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { before, FakeManagement, ids, ManagedState } from './fake-management';
import type { Context } from '../../../handler/context';
import type { Handler } from '../../../handler/handler';
import * as harness from '../harness/azure';
import type { Running } from '../harness/running';

jest.mock('node:timers/promises', () => ({ setTimeout: (pause: number) => azure.sleep(pause) }));

let azure: FakeManagement;
let handler: Handler;
const saved = process.env;
const queues = [ids.inbox, ids.jobs, ids.other];

beforeEach(() => {
  azure = new FakeManagement();
  azure.install();
  load(ids.app, queues);
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = saved;
  expect(azure.wrong).toEqual([]);
});

/** The handler of a stop of this app. */
function load(a: string, q: readonly string[]): void {
  process.env = { ...saved, ...azure.environment, STOP_TARGETS: JSON.stringify({ f: [{ a, q }] }) };
  jest.resetModules();
  handler = jest.requireActual<{ default: Handler }>('../../../handler/azure/stop').default;
}

async function notice(data: unknown, remaining = 180_000): Promise<void> {
  const log = { info: () => undefined, error: () => undefined };
  const end = azure.now + remaining;
  const context = { log, remainingTime: () => end - azure.now } as unknown as Context;
  await handler.topic!({ data } as never, context);
}
const stop = () => notice({ action: 'stop' });
const resume = () => notice({ action: 'resume' });

function withStatuses(app: string, statuses: readonly string[], tags: Record<string, string>): ManagedState {
  const changed = queues.map((id, index) => [id, { ...before.queues[id], status: statuses[index] }]);
  return { app, tags: { ...before.tags, ...tags }, queues: Object.fromEntries(changed) };
}
const stopped = () =>
  withStatuses('Stopped', ['ReceiveDisabled', 'Disabled', 'ReceiveDisabled'], {
    'faasade-stopped': expect.stringMatching(/^\{"r":1,"q":\{("[\w-]{6}":"[AS]",?){3}\}\}$/),
  });

const queueOf = (id: string) => id.replace(/.*Microsoft.ServiceBus/, 'Microsoft.ServiceBus');
const tagChange = 'PATCH Microsoft.Resources/tags/default';

test('keeps what was, pauses the queues, and stops the app at last', async () => {
  await stop();
  expect(azure.state).toEqual(stopped());
  expect(azure.changes).toEqual([
    tagChange,
    ...queues.map((id) => `PUT ${queueOf(id)}`),
    'POST Microsoft.Web/sites/shop/stop',
  ]);
});

test('gives back what was, and does nothing where nothing was stopped', async () => {
  await resume();
  expect([azure.changes, azure.requests]).toEqual([[], 1]);
  await stop();
  azure.changes.length = 0;
  await resume();
  expect(azure.state).toEqual(before);
  expect(azure.changes).toEqual([
    'POST Microsoft.Web/sites/shop/start',
    ...queues.map((id) => `PUT ${queueOf(id)}`),
    tagChange,
  ]);
  await resume();
  expect(azure.state).toEqual(before);
});

test('a queue that is gone is given back no more', async () => {
  await stop();
  azure.failing.push({ what: `GET ${ids.jobs}`, status: 404, times: Infinity });
  await resume();
  const { app, queues: found } = azure.state;
  expect([app, found[ids.inbox]!.status, found[ids.other]!.status]).toEqual(['Running', 'Active', 'Active']);
});

test('stopped twice it is resumed as it was before the first time', async () => {
  await stop();
  const { changes } = azure;
  const count = changes.length;
  await stop();
  expect(changes).toHaveLength(count);
  await resume();
  expect(azure.state).toEqual(before);
});

test('what was stopped and paused by hand stays so', async () => {
  const byHand = withStatuses('Stopped', ['ReceiveDisabled', 'Disabled', 'Active'], {});
  azure.state = structuredClone(byHand);
  await stop();
  expect(azure.state).toEqual(
    withStatuses('Stopped', ['ReceiveDisabled', 'Disabled', 'ReceiveDisabled'], {
      'faasade-stopped': expect.stringMatching(/^\{"q":\{"[\w-]{6}":"A"\}\}$/),
    }),
  );
  await resume();
  expect(azure.state).toEqual(byHand);
});

test('what works again at a later stop is kept beside what is kept already', async () => {
  azure.state = withStatuses('Running', ['Active', 'Disabled', 'Active'], {});
  await stop();
  azure.state.queues[ids.jobs].status = 'Active';
  await stop();
  expect(azure.state).toEqual({
    ...stopped(),
    queues: { ...stopped().queues, [ids.jobs]: { ...before.queues[ids.jobs], status: 'ReceiveDisabled' } },
  });
  await resume();
  expect(azure.state).toEqual(withStatuses('Running', ['Active', 'Active', 'Active'], {}));
});

test('what is kept already stays, whatever was changed by hand', async () => {
  await stop();
  azure.state.queues[ids.jobs].status = 'Active';
  await stop();
  await resume();
  expect(azure.state).toEqual(before);
});

test('a tag is found whatever the case of its name', async () => {
  await stop();
  const { 'faasade-stopped': value, ...others } = azure.state.tags;
  azure.state = { ...azure.state, tags: { ...others, 'Faasade-Stopped': value } };
  const count = azure.changes.length;
  await stop();
  expect(azure.changes).toHaveLength(count);
});

test('waits until what was accepted shows', async () => {
  azure.late = 3;
  await stop();
  expect(azure.state).toEqual(stopped());
  await resume();
  expect(azure.state).toEqual(before);
});

test.each([409, 412, 429, 500, 503])('tries again after %i at every change', async (status) => {
  azure.refusals.push(status);
  await stop();
  expect(azure.state).toEqual(stopped());
  azure.refusals.push(...Array.from({ length: 12 }, () => status));
  await resume();
  expect(azure.state).toEqual(before);
  expect(azure.refusals).toEqual([]);
});

test('sequences of refusals in the middle change nothing about the end', async () => {
  for (const sequence of [
    [409, 409, 429, 500],
    [500, 409, 500, 429, 412, 409, 503],
  ]) {
    azure.refusals.push(...sequence);
    await stop();
    expect(azure.state).toEqual(stopped());
    azure.refusals.push(...sequence);
    await resume();
    expect(azure.state).toEqual(before);
  }
});

test('fails when no time is left, and keeps what was for the next notice', async () => {
  azure.refusals.push(...Array.from({ length: 500 }, () => 409));
  await expect(stop()).rejects.toThrow(
    "1 of 1 functions could not be changed (stop): shop: Writing the tag 'faasade-stopped' failed: status 409 refused",
  );
  expect(azure.state).toEqual(before);
  expect(azure.now).toBeGreaterThan(120_000);
  azure.refusals.length = 0;
  await stop();
  expect(azure.state).toEqual(stopped());
});

test.each([
  ['may not be written', `PUT ${ids.other}`, 403, 'Writing'],
  ['is busy all the time', `PUT ${ids.other}`, 409, 'Writing'],
  ['can not be read', `GET ${ids.other}`, 404, 'Reading'],
])('stops the app where a queue %s, and fails', async (_, what, status, doing) => {
  azure.failing.push({ what, status, times: Infinity });
  await expect(stop()).rejects.toThrow(`shop: ${doing} the queue 'other' failed: status ${status} refused`);
  expect(azure.state).toMatchObject({
    app: 'Stopped',
    queues: { ...stopped().queues, [ids.other]: before.queues[ids.other] },
  });
  azure.failing.length = 0;
  await resume();
  expect(azure.state).toEqual(before);
});

test('does not pause what it could not read before: nothing would give it back', async () => {
  azure.failing.push({ what: `GET ${ids.other}`, status: 404, times: 1 });
  await expect(stop()).rejects.toThrow("Reading the queue 'other' failed");
  expect(azure.state.queues[ids.other]).toEqual(before.queues[ids.other]);
  await stop();
  expect(azure.state).toEqual(stopped());
});

test('fails where the app is not there', async () => {
  load(`${ids.app}s`, []);
  await expect(stop()).rejects.toThrow("shops: Reading the tag 'faasade-stopped' failed: status 400 unknown");
  expect(azure.wrong.splice(0)).toHaveLength(1);
});

/** Dies after so many requests. */
async function dying(work: () => Promise<void>, after: number): Promise<boolean> {
  azure.left = after;
  const died = await work().then(
    () => false,
    () => true,
  );
  azure.left = Infinity;
  // By the time of the next notice.
  azure.settle();
  return died;
}

test.each([0, 2])(
  'dying after any request, then doing it again ends as without; changes show after %i looks',
  async (late) => {
    const ends = { stop: stopped(), resume: before };
    const work = { stop, resume };
    let deaths = 0;
    for (const first of ['stop', 'resume'] as const) {
      for (const then of ['stop', 'resume'] as const) {
        for (let after = 0, died = true; died && after < 100; after++) {
          azure.state = structuredClone(before);
          if (first === 'resume') await stop();
          azure.late = late;
          died = await dying(work[first], after);
          await work[then]();
          expect([after, azure.state]).toEqual([after, ends[then]]);
          await resume();
          expect([after, azure.state]).toEqual([after, before]);
          azure.late = 0;
          deaths++;
        }
      }
    }
    expect(deaths).toBeGreaterThan(60);
  },
);

test('dies again and again on the way to a stop, and is resumed as it was', async () => {
  for (let after = 1; after < 100 && (await dying(stop, after)); after++);
  expect(azure.state).toEqual(stopped());
  for (let after = 1; after < 100 && (await dying(resume, after)); after++);
  expect(azure.state).toEqual(before);
});

test.each([0, 1, 4])('two stops at the same time are one; changes show after %i looks', async (late) => {
  azure.alone = false;
  azure.late = late;
  // The second one begins after as many requests of the first.
  for (let lead = 0; lead < 30; lead++) {
    await Promise.all([stop(), afterRequests(lead).then(stop)]);
    expect([lead, azure.state]).toEqual([lead, stopped()]);
    await Promise.all([resume(), resume()]);
    expect([lead, azure.state]).toEqual([lead, before]);
  }
});

test('a stop and a resume at the same time end as one of them', async () => {
  azure.alone = false;
  for (const [first, second] of [
    [stop, resume],
    [resume, stop],
  ]) {
    for (let lead = 0; lead < 40; lead++) {
      if (first === resume) await stop();
      await Promise.all([first(), afterRequests(lead).then(second)]);
      const { 'faasade-stopped': tag } = azure.state.tags;
      expect([lead, azure.state]).toEqual([lead, tag === undefined ? before : stopped()]);
      await resume();
      expect([lead, azure.state]).toEqual([lead, before]);
    }
  }
});

async function afterRequests(count: number): Promise<void> {
  const end = azure.requests + count;
  for (let turns = 0; azure.requests < end && turns < 1000; turns++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('in its package', () => {
  let server: Server;
  let fn: Running;
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const { method, url, headers } = request;
      const token = url!.startsWith('/identity');
      const answer = token
        ? azure.token(new Request(`http://127.0.0.1:4000${url!}`, { headers: headers as Record<string, string> }))
        : await azure.answer(
            new Request(`https://management.azure.com${url!}`, {
              method,
              headers: headers as Record<string, string>,
              ...(method !== 'GET' && { body: Buffer.concat(await request.toArray()) }),
            }),
          );
      response.writeHead(answer.status).end(await answer.text());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    fn = await harness.start({
      entry: join(__dirname, '../../../handler/azure/stop.ts'),
      triggers: { contract: 1, t: 180, n: ['Notices'], i: { q: 'inbox', c: 'SB', a: 3, d: 'dead' } },
      environment: {
        ...new FakeManagement().environment,
        IDENTITY_ENDPOINT: `${url}/identity`,
        MANAGEMENT: url,
        STOP_TARGETS: JSON.stringify({ f: [{ a: ids.app, q: queues }] }),
      },
    });
  }, 30_000);
  afterAll(async () => {
    await fn.stop();
    server.closeAllConnections();
    server.close();
  });

  const notices = (data: unknown) => harness.invokeTopic(fn, 'Notices', { id: 'm-1', text: JSON.stringify(data) });
  const alert = (monitorCondition: string) => ({
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: { alertRule: 'spend', severity: 'Sev1', signalType: 'Metric', monitorCondition },
      alertContext: {},
    },
  });

  test('an alert that fires stops, one that is over does nothing, and a notice by hand resumes', async () => {
    expect(await notices(alert('Fired'))).toBe('done');
    expect(azure.state).toEqual(stopped());
    expect(await notices(alert('Resolved'))).toBe('done');
    expect(azure.state).toEqual(stopped());
    expect(await notices({ action: 'resume' })).toBe('done');
    expect(azure.state).toEqual(before);
  });

  test('a notice that can not be followed fails, and is delivered again', async () => {
    azure.failing.push({ what: `PUT ${ids.other}`, status: 403, times: 1 });
    expect(await notices({ action: 'stop' })).toBe('failed');
    expect(await notices({ action: 'stop' })).toBe('done');
    expect(azure.state).toEqual(stopped());
    expect(await notices('hello')).toBe('failed');
  });
});
