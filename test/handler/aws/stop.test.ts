import { FakeLambda, KEPT, LambdaState, LOCK } from './fake-lambda';
import type { Context } from '../../../handler/context';
import type { Handler } from '../../../handler/handler';

const before: LambdaState = {
  reserved: 20,
  provisioned: 5,
  suspended: false,
  mappings: { a: 'Enabled', b: 'Disabled', c: 'Enabled' },
  parameters: {},
};
const stopped = {
  reserved: 0,
  provisioned: undefined,
  suspended: true,
  mappings: { a: 'Disabled', b: 'Disabled', c: 'Disabled' },
};
const kept = { mappings: ['a', 'c'], reserved: 20, provisioned: 5 };

let cloud: FakeLambda;
let handler: Handler;
const saved = process.env;

beforeEach(async () => {
  warnings.length = 0;
  cloud = new FakeLambda(structuredClone(before));
  process.env = {
    ...saved,
    AWS_ENDPOINT_URL: await cloud.start(),
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    STOP_TARGETS: JSON.stringify({ p: '/faasade/stop', f: [['shop', 'live', 1]] }),
  };
  jest.resetModules();
  handler = (jest.requireActual('../../../handler/aws/stop') as { default: Handler }).default;
});
afterEach(() => {
  cloud.stop();
  process.env = saved;
  expect(cloud.wrong).toEqual([]);
});

/** The n-th minute of the day on which all this happens. */
const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();
const warnings: string[] = [];

async function notice(data: unknown, at: string, remaining = 90_000): Promise<void> {
  const log = { info: () => undefined, warn: (text: string) => void warnings.push(text), error: () => undefined };
  const end = Date.now() + remaining;
  const context = { log, remainingTime: () => end - Date.now() } as unknown as Context;
  await handler.topic!({ data, time: at } as never, context);
}
const stop = (at = minute(1), remaining?: number) => notice({ action: 'stop' }, at, remaining);
const resume = (at = minute(2), remaining?: number) => notice({ action: 'resume' }, at, remaining);

/** What the function has, and what is kept of it; mappings that are on their way are there in a moment. */
function found(): Omit<LambdaState, 'parameters'> {
  const { mappings, instant: _, parameters: __, ...state } = cloud.state;
  const end = (is: string) => is.replace(/^(Enabl|Disabl)ing$/, '$1ed');
  return { ...state, mappings: Object.fromEntries(Object.entries(mappings).map(([id, is]) => [id, end(is)])) };
}
const keptNow = () => JSON.parse(cloud.state.parameters[KEPT] ?? '{}');
const { parameters: _, ...running } = before;

test('pauses deliveries before anything else, and leaves no concurrency', async () => {
  await stop();
  expect(found()).toEqual(stopped);
  expect(cloud.state.parameters).toEqual({ [KEPT]: JSON.stringify({ at: minute(1), before: keptOf(['a', 'c']) }) });
  expect(cloud.changes).toEqual([
    ...['PutParameter', 'PutParameter'],
    ...['a', 'c'].map((id) => `PUT /event-source-mappings/${id}`),
    'RegisterScalableTarget',
    'DELETE /functions/shop/provisioned-concurrency',
    'PUT /functions/shop/concurrency',
    'DeleteParameter',
  ]);
});

/** In the order in which it is written. */
function keptOf(mappings: readonly string[]) {
  return { mappings, reserved: 20, provisioned: 5 };
}

test('gives back what was, and nothing where nothing was stopped', async () => {
  await resume(minute(0));
  expect([found(), keptNow()]).toEqual([running, { at: minute(0) }]);
  await stop();
  await resume();
  expect([found(), keptNow()]).toEqual([running, { at: minute(2) }]);
});

test('gives back no limit where there was none', async () => {
  cloud.state = { ...structuredClone(before), reserved: undefined, provisioned: undefined };
  await stop();
  expect(cloud.state.reserved).toBe(0);
  await resume();
  expect(found()).toEqual({ ...running, reserved: undefined, provisioned: undefined });
});

test('a second stop changes nothing, neither does one at the same time', async () => {
  await Promise.all([stop(), stop()]);
  await stop(minute(2));
  expect([found(), keptNow()]).toEqual([stopped, { at: minute(2), before: kept }]);
  await resume(minute(3));
  expect(found()).toEqual(running);
}, 30_000);

test.each([
  ['the stop', minute(1), minute(2)],
  ['the resume', minute(2), minute(1)],
])(
  'a stop and a resume at the same time: it ends as the later one has it, and nothing is lost: %s first',
  async (_first, s, r) => {
    await stop(minute(0));
    await Promise.all([stop(s), resume(r)]);
    if (r > s) expect([found(), keptNow()]).toEqual([running, { at: r }]);
    else expect([found(), keptNow()]).toEqual([stopped, { at: s, before: kept }]);
    await resume(minute(9));
    expect(found()).toEqual(running);
  },
  30_000,
);

test('a notice that comes after a later one was followed changes nothing, and is told of', async () => {
  await stop(minute(5));
  await resume(minute(4));
  expect([found(), keptNow()]).toEqual([stopped, { at: minute(5), before: kept }]);
  await resume(minute(6));
  await stop(minute(5));
  expect([found(), keptNow()]).toEqual([running, { at: minute(6) }]);
  expect(warnings).toEqual(
    ['resume', 'stop'].map((action) => `1 functions have followed a later notice, and were left alone: ${action}.`),
  );
});

test('a mapping that came since is given back too, and one that is gone keeps nothing from being given back', async () => {
  await stop();
  cloud.state.mappings.d = 'Enabled';
  await stop(minute(2));
  expect(found().mappings).toEqual({ ...stopped.mappings, d: 'Disabled' });
  delete (cloud.state.mappings as Record<string, string>).a;
  await resume(minute(3));
  expect(found()).toEqual({ ...running, mappings: { b: 'Disabled', c: 'Enabled', d: 'Enabled' } });
});

test('a mapping that can not be switched off keeps no function running', async () => {
  // The lock, what is kept, and the first mapping.
  cloud.errors.push('', '', 'AccessDeniedException');
  await expect(stop()).rejects.toThrow(/could not be changed \(stop\): shop: /);
  expect([cloud.state.reserved, cloud.state.provisioned, cloud.state.parameters[LOCK]]).toEqual([
    0,
    undefined,
    undefined,
  ]);
  expect(cloud.wrong).toEqual(['PUT /2017-10-31/functions/shop/concurrency while something is delivered']);
  cloud.wrong.length = 0;
});

test('may die after any request: who comes next ends what it began', async () => {
  for (let requests = 0; ; requests++) {
    cloud.state = { ...structuredClone(before), instant: true };
    const dies = async (work: () => Promise<void>) => {
      cloud.left = requests;
      const whole = await work().then(
        () => true,
        () => false,
      );
      cloud.left = Infinity;
      // The time of who died is over.
      if (LOCK in cloud.state.parameters) cloud.state.parameters[LOCK] = '0';
      return whole;
    };
    const whole = await dies(stop);
    await stop();
    expect([found(), keptNow()]).toEqual([stopped, { at: minute(1), before: kept }]);
    await dies(resume);
    await resume();
    expect([found(), keptNow()]).toEqual([running, { at: minute(2) }]);
    if (whole) break;
  }
  expect(cloud.changes.length).toBeGreaterThan(50);
}, 120_000);

test('waits for who is at it, and gives up at last', async () => {
  cloud.state.parameters[LOCK] = String(Date.now() + 60_000);
  await expect(stop(minute(1), 6500)).rejects.toThrow(
    "'/faasade/stop/shop' is being stopped or resumed by another notice.",
  );
  expect(found()).toEqual(running);
});

test('tries again while something else is being changed, and gives up at last', async () => {
  cloud.errors.push('', '', 'ResourceInUseException', 'ResourceInUseException');
  await stop();
  expect(found()).toEqual(stopped);

  cloud.errors.push('', 'ResourceConflictException');
  await expect(resume(minute(2), 5400)).rejects.toThrow(/^1 of 1 functions could not be changed \(resume\): shop: /);
});
