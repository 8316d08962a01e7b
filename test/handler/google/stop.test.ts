import { FakeGoogle } from './fake-google';
import { FakeManagement, ManagedState } from './fake-management';
import type { Context } from '../../../handler/context';
import type { Handler } from '../../../handler/handler';

// Pauses between attempts are no part of what is tested here.
jest.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const pushConfig = (path: string) => ({
  pushEndpoint: `https://shop-events-abc.a.run.app${path}`,
  attributes: { 'x-goog-version': 'v1' },
  oidcToken: {
    serviceAccountEmail: 'invoker@p.iam.gserviceaccount.com',
    audience: 'https://shop-events-abc.a.run.app',
  },
});
const kept = (name: string) => `stopped/${name}.json`;
const service = (name: string) => `projects/p/locations/r/services/${name}`;
const subscription = (name: string) => `projects/p/subscriptions/${name}`;
const targets = {
  f: [
    { s: service('shop'), p: [], k: ['packages', kept('shop')] },
    { s: service('shop-events'), p: ['jobs', 'inbox'].map(subscription), k: ['packages', kept('shop-events')] },
  ],
};
/** A window has opened for the first one; of the second one nothing was ever set. */
const before: ManagedState = {
  services: { shop: { scaling: { minInstanceCount: 3 } }, 'shop-events': {} },
  subscriptions: {
    jobs: { to: 'shop-events', pushConfig: pushConfig('/queue/Jobs') },
    inbox: { to: 'shop-events', pushConfig: pushConfig('/inbox') },
  },
  objects: {},
};
const none = { scalingMode: 'MANUAL', manualInstanceCount: 0 };
const running = {
  services: { shop: { minInstanceCount: 3, scalingMode: 'AUTOMATIC' }, 'shop-events': { scalingMode: 'AUTOMATIC' } },
  subscriptions: { jobs: pushConfig('/queue/Jobs'), inbox: pushConfig('/inbox') },
  kept: [],
};
const stopped = {
  services: { shop: none, 'shop-events': none },
  subscriptions: { jobs: {}, inbox: {} },
  kept: ['stopped/shop-events.json', 'stopped/shop.json'],
};

const google = new FakeGoogle();
const saved = process.env;
let cloud: FakeManagement;
let handler: Handler;

beforeAll(() => google.start());
afterAll(() => google.stop());

beforeEach(() => {
  cloud = new FakeManagement(structuredClone(before));
  google.answer = (call) => cloud.answer(call);
  const { setTimeout } = globalThis;
  jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation(((work: () => void) => setTimeout(work, 0)) as typeof globalThis.setTimeout);
  load(targets.f);
});
afterEach(() => {
  jest.mocked(globalThis.setTimeout).mockRestore();
  process.env = saved;
  expect(cloud.wrong).toEqual([]);
});

/** The handler of a stop of these. */
function load(f: typeof targets.f): void {
  process.env = { ...saved, STOP_TARGETS: JSON.stringify({ f }) };
  jest.resetModules();
  handler = jest.requireActual<{ default: Handler }>('../../../handler/google/stop').default;
}

/** The n-th minute of the day on which all this happens. */
const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();

async function notice(data: unknown, remaining = 90_000, time = minute(1)): Promise<void> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
  const end = Date.now() + remaining;
  const context = { log, remainingTime: () => end - Date.now() } as unknown as Context;
  await handler.topic!({ data, time } as never, context);
}
const stop = () => notice({ action: 'stop' });
const resume = () => notice({ action: 'resume' });

/** All that matters of the state. A limit of 0 is none, and the mode has a default. */
function state() {
  const { services, subscriptions, objects } = cloud.state;
  const scaling = ({ scalingMode = 'AUTOMATIC', ...limits }: Record<string, string | number> = {}) => ({
    scalingMode,
    ...Object.fromEntries(Object.entries(limits).filter(([key, value]) => value !== 0 || key.startsWith('manual'))),
  });
  return {
    services: Object.fromEntries(Object.entries(services).map(([name, its]) => [name, scaling(its.scaling)])),
    subscriptions: Object.fromEntries(Object.entries(subscriptions).map(([name, its]) => [name, its.pushConfig])),
    kept: Object.keys(objects)
      .filter((name) => JSON.parse(objects[name]!.text).kept?.before !== undefined)
      .sort(),
  };
}
const order = (first: string, second: string) =>
  expect(cloud.changes.indexOf(first)).toBeLessThan(cloud.changes.indexOf(second));

test('keeps what was, pauses deliveries, and then leaves no instance', async () => {
  await stop();
  expect(state()).toEqual(stopped);
  expect(JSON.parse(cloud.state.objects[kept('shop-events')]!.text)).toEqual({
    kept: {
      at: minute(1),
      before: {
        scaling: { scalingMode: 'AUTOMATIC' },
        push: { [subscription('jobs')]: pushConfig('/queue/Jobs'), [subscription('inbox')]: pushConfig('/inbox') },
      },
    },
  });
  order(`storage ${kept('shop-events')}`, 'pubsub jobs');
  order('pubsub jobs', 'run shop-events');
  order('pubsub inbox', 'run shop-events');
});

test('gives back what was, and nothing where nothing was stopped', async () => {
  await resume();
  expect(cloud.changes.filter((change) => !change.startsWith('storage '))).toEqual([]);
  expect(state()).toEqual(running);
  await stop();
  await resume();
  expect(state()).toEqual(running);
  const { length } = cloud.changes;
  await resume();
  expect(cloud.changes).toHaveLength(length);
});

test('needs no right to list objects', async () => {
  cloud.hides = true;
  await resume();
  expect(state()).toEqual(running);
  cloud.state.objects = {};
  await stop();
  expect(state()).toEqual(stopped);
  await resume();
  expect(state()).toEqual(running);
});

test('what was paused or scaled by hand before stays so', async () => {
  cloud.state.subscriptions.inbox!.pushConfig = {};
  cloud.state.services.shop!.scaling = { scalingMode: 'MANUAL', manualInstanceCount: 5 };
  const byHand = state();
  await stop();
  expect(state()).toEqual(stopped);
  await resume();
  expect(state()).toEqual(byHand);
});

test('a second stop changes nothing of it, neither does one at the same time', async () => {
  await Promise.all([stop(), stop()]);
  await stop();
  expect(state()).toEqual(stopped);
  await resume();
  expect(state()).toEqual(running);
});

/** Each service is stopped where something is kept of it, and as before where nothing is. */
function expectNoHalf(): void {
  const { services, subscriptions, kept: stops } = state();
  const wanted = (name: string) => (stops.includes(kept(name)) ? stopped : running);
  expect(services).toEqual({
    shop: wanted('shop').services.shop,
    'shop-events': wanted('shop-events').services['shop-events'],
  });
  expect(subscriptions).toEqual(wanted('shop-events').subscriptions);
}

test('a stop and a resume at the same time leave the one or the other, and no half', async () => {
  cloud.several = true;
  for (let round = 0; round < 10; round++) {
    cloud.state = structuredClone(before);
    if (round % 2) await stop();
    await Promise.all([stop(), resume()]);
    expectNoHalf();
    await resume();
    expect(state()).toEqual(running);
  }
});

test.each([
  ['resume', 'stop', resume, stop],
  ['stop', 'resume', stop, resume],
])('a whole %s between any two changes of a %s leaves no half', async (_other, _action, other, action) => {
  cloud.several = true;
  for (let at = 0, changes = Infinity; at < changes; at++) {
    cloud.state = structuredClone(before);
    if (action === resume) await stop();
    changes = 0;
    const others: unknown[] = [];
    google.answer = async (call) => {
      if (call.method !== 'GET' && changes++ === at) others.push(await other().catch((error: Error) => error));
      return cloud.answer(call);
    };
    await action();
    expect(others.filter((error) => error)).toEqual([]);
    expectNoHalf();
    google.answer = (call) => cloud.answer(call);
    await resume();
    expect(state()).toEqual(running);
  }
  expect(cloud.changes.length).toBeGreaterThan(100);
});

test('may die after any request: who comes next ends what it began', async () => {
  for (let requests = 0; ; requests++) {
    for (const [begin, end, wanted] of [
      [stop, stop, stopped],
      [stop, resume, running],
      [resume, resume, running],
      [resume, stop, stopped],
    ] as const) {
      cloud.state = structuredClone(before);
      if (begin === resume) await stop();
      cloud.left = requests;
      await begin().catch(() => undefined);
      const whole = cloud.left > 0;
      cloud.left = Infinity;
      await end();
      expect([requests, state()]).toEqual([requests, wanted]);
      await resume();
      expect([requests, state()]).toEqual([requests, running]);
      if (whole && begin === resume && end === stop) return;
    }
  }
}, 120_000);

test('what was deployed while it was stopped is stopped by the next notice, and is given back too', async () => {
  await stop();
  // New code may bring back instances, and a new trigger brings a subscription.
  cloud.state.services['shop-events']!.scaling = { scalingMode: 'AUTOMATIC', minInstanceCount: 1 };
  cloud.state.subscriptions.orders = { to: 'shop-events', pushConfig: pushConfig('/topic/Orders') };
  const [web, events] = targets.f;
  load([web!, { ...events!, p: [...events!.p, subscription('orders')] }]);
  await stop();
  const subscriptions = { ...stopped.subscriptions, orders: {} };
  expect(state()).toEqual({ ...stopped, subscriptions });
  // One that was removed meanwhile is none to give back.
  delete cloud.state.subscriptions.jobs;
  await resume();
  expect(state()).toEqual({
    ...running,
    subscriptions: { inbox: pushConfig('/inbox'), orders: pushConfig('/topic/Orders') },
  });
});

test('a minimum that a window sets meanwhile is taken away by the next notice', async () => {
  await stop();
  cloud.state.services.shop!.scaling = { ...none, minInstanceCount: 7 };
  await stop();
  expect(state()).toEqual(stopped);
  await resume();
  expect(state()).toEqual(running);
});

test('tries again while something else is being changed, or Google is busy', async () => {
  cloud.errors.push(409, 429, 500, 412, 503);
  await stop();
  expect(state()).toEqual(stopped);
  cloud.errors.push(500, 409, 412, 429);
  await resume();
  expect(state()).toEqual(running);
});

test('gives up at last, and at once where it may not', async () => {
  google.answer = (call) => (call.host.startsWith('run') ? { status: 409 } : cloud.answer(call));
  await expect(notice({ action: 'stop' }, 5000)).rejects.toThrow(
    /^2 of 2 functions could not be changed \(stop\): projects\/p\/locations\/r\/services\/shop: GET \/v2\//,
  );
  google.answer = (call) => cloud.answer(call);
  cloud.left = 4;
  await expect(stop()).rejects.toThrow('status 403');
  cloud.left = Infinity;
  await stop();
  expect(state()).toEqual(stopped);
});

test('a notice that comes after a later one was followed changes nothing', async () => {
  await notice({ action: 'stop' }, 90_000, minute(5));
  await notice({ action: 'resume' }, 90_000, minute(4));
  expect(state()).toEqual(stopped);
  await notice({ action: 'resume' }, 90_000, minute(6));
  await notice({ action: 'stop' }, 90_000, minute(5));
  expect(state()).toEqual(running);
});

test('also where the later one had nothing to give back', async () => {
  await notice({ action: 'resume' }, 90_000, minute(6));
  await notice({ action: 'stop' }, 90_000, minute(5));
  expect(state()).toEqual(running);
});

test('a subscription that is gone keeps no service running, and is given back no more', async () => {
  delete cloud.state.subscriptions.jobs;
  await stop();
  expect(state()).toEqual({ ...stopped, subscriptions: { inbox: {} } });
  await resume();
  expect(state()).toEqual({ ...running, subscriptions: { inbox: pushConfig('/inbox') } });
});

test('a subscription that may not be read keeps no service running, and fails the notice', async () => {
  const answer = google.answer;
  google.answer = (call) =>
    call.path.includes('/subscriptions/jobs')
      ? { status: 403, body: { error: { code: 403, message: 'no' } } }
      : answer(call);
  await expect(stop()).rejects.toThrow(
    /^1 of 2 functions could not be changed \(stop\): projects\/p\/locations\/r\/services\/shop-events: /,
  );
  expect(cloud.wrong.splice(0)).toEqual(['shop-events stops while it is pushed to']);
  expect(state().services).toEqual(stopped.services);
  expect(state().subscriptions).toEqual({ jobs: pushConfig('/queue/Jobs'), inbox: {} });
  google.answer = answer;
  await resume();
  expect(state()).toEqual(running);
});
