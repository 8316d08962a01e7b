import { FakeLambda, LambdaState } from './fake-lambda';
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
  parameters: { '/faasade/stop/shop': '{"mappings":["a","c"],"reserved":20,"provisioned":5}' },
};

let cloud: FakeLambda;
let handler: Handler;
const saved = process.env;

beforeEach(async () => {
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

async function notice(data: unknown, remaining = 30_000): Promise<void> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
  const end = Date.now() + remaining;
  const context = { log, remainingTime: () => end - Date.now() } as unknown as Context;
  await handler.topic!({ data } as never, context);
}
const stop = () => notice({ action: 'stop' });
const resume = () => notice({ action: 'resume' });

/** Mappings that are on their way are there in a moment. */
function settled({ mappings, instant: _, ...state }: LambdaState): LambdaState {
  const end = (is: string) => is.replace(/^(Enabl|Disabl)ing$/, '$1ed');
  return { ...state, mappings: Object.fromEntries(Object.entries(mappings).map(([id, is]) => [id, end(is)])) };
}

test('pauses deliveries before anything else, and leaves no concurrency', async () => {
  await stop();
  expect(settled(cloud.state)).toEqual(stopped);
  expect(cloud.changes).toEqual([
    'PutParameter',
    ...['a', 'b', 'c'].map((id) => `PUT /event-source-mappings/${id}`),
    'RegisterScalableTarget',
    'DELETE /functions/shop/provisioned-concurrency',
    'PUT /functions/shop/concurrency',
  ]);
});

test('gives back what was, and nothing where nothing was stopped', async () => {
  await resume();
  expect(cloud.changes).toEqual([]);
  await stop();
  await resume();
  expect(settled(cloud.state)).toEqual(before);
});

test('gives back no limit where there was none', async () => {
  cloud.state = { ...structuredClone(before), reserved: undefined, provisioned: undefined };
  await stop();
  expect(cloud.state.reserved).toBe(0);
  await resume();
  expect(settled(cloud.state)).toEqual({ ...before, reserved: undefined, provisioned: undefined });
});

test('a second stop changes nothing, neither does one at the same time', async () => {
  await Promise.all([stop(), stop()]);
  await stop();
  expect(settled(cloud.state)).toEqual(stopped);
  await resume();
  expect(settled(cloud.state)).toEqual(before);
});

test('may die after any request: who comes next ends what it began', async () => {
  for (let requests = 0; ; requests++) {
    cloud.state = { ...structuredClone(before), instant: true };
    cloud.left = requests;
    const whole = await stop().then(
      () => true,
      () => false,
    );
    cloud.left = Infinity;
    await stop();
    expect(settled(cloud.state)).toEqual(stopped);

    cloud.left = requests;
    await resume().catch(() => undefined);
    cloud.left = Infinity;
    await resume();
    expect(settled(cloud.state)).toEqual(before);
    if (whole) break;
  }
  expect(cloud.changes.length).toBeGreaterThan(50);
}, 120_000);

test('tries again while something else is being changed, and gives up at last', async () => {
  cloud.errors.push('', 'ResourceInUseException', 'ResourceInUseException');
  await stop();
  expect(settled(cloud.state)).toEqual(stopped);

  cloud.errors.push('ResourceConflictException');
  await expect(notice({ action: 'resume' }, 5000)).rejects.toThrow(
    /^1 of 1 functions could not be changed \(resume\): shop: /,
  );
});
