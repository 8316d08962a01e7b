import * as cdk from 'aws-cdk-lib';
import { Token as TerraformToken } from 'cdktf';
import fc from 'fast-check';
import { problems, report } from './data';
import * as faas from '../../src';
import { resolveFunction } from '../../src/private/resolve';

const code = faas.Code.bundle('src/handler.ts', { minify: true });
const resolved = (props: Partial<faas.FunctionProps> = {}, engine = 'aws-cdk') =>
  resolveFunction({ code, ...props }, engine, report());
const found = (props: Partial<faas.FunctionProps>, engine = 'aws-cdk') =>
  problems((to) => resolveFunction({ code, ...props }, engine, to));

const whyAttempts =
  " Google's Pub/Sub takes no others, and a number means the same on every cloud. Take one of them; a handler that is to " +
  "give up sooner looks at the event's `attempt`, and returns.";

test('fills in what the docs give as defaults', () => {
  expect(resolved()).toEqual({
    code: { kind: 'bundle', entry: 'src/handler.ts', options: { minify: true } },
    runtime: { family: 'nodejs', version: '22' },
    memoryMiB: 512,
    timeoutSeconds: 30,
    environment: {},
    capacity: { warm: 0, windows: [] },
    concurrencyPerInstance: 1,
    maxAttempts: 5,
    logRetentionDays: 30,
    alarms: {
      errorRate: 5,
      p99: 24_000,
      throttling: true,
      deadLetters: true,
      backlog: { seconds: 900, messages: 1000 },
      spillover: true,
      coldStarts: { percent: 10, said: false },
      minInvocations: 10,
      said: false,
    },
    aws: {},
    azure: {},
    google: {},
  });
  expect(found({})).toEqual([]);
});

test('keeps what is given, in one unit', () => {
  const given = resolved({
    memory: faas.Size.gibibytes(2),
    timeout: faas.Duration.minutes(5),
    environment: { LEVEL: 'info' },
    capacity: faas.Capacity.warm(3),
    limits: { maxInstances: 7, concurrencyPerInstance: 8 },
    maxAttempts: 100,
    observability: faas.Observability.standard({ logRetention: faas.Duration.days(7) }),
    description: 'Renders.',
    name: 'render',
  });
  expect(given).toMatchObject({
    memoryMiB: 2048,
    timeoutSeconds: 300,
    environment: { LEVEL: 'info' },
    capacity: { warm: 3, windows: [] },
    maxInstances: 7,
    concurrencyPerInstance: 8,
    maxAttempts: 100,
    logRetentionDays: 7,
    description: 'Renders.',
    name: 'render',
  });
});

test('takes durations and sizes of aws-cdk-lib, and any other of their shape', () => {
  const mixed = resolved({
    memory: cdk.Size.gibibytes(1),
    timeout: cdk.Duration.minutes(2),
    observability: faas.Observability.standard({ logRetention: cdk.Duration.days(14) }),
  });
  expect(mixed).toMatchObject({ memoryMiB: 1024, timeoutSeconds: 120, logRetentionDays: 14 });
  expect(resolved({ memory: { toMebibytes: () => 640 }, timeout: { toMilliseconds: () => 9000 } })).toMatchObject({
    memoryMiB: 640,
    timeoutSeconds: 9,
  });
  expect(faas.Schedule.rate(cdk.Duration.hours(1))._spec).toEqual({ kind: 'rate', minutes: 60 });
});

test('a caller that changes its environment later changes nothing', () => {
  const environment: Record<string, string> = { LEVEL: 'info' };
  const { environment: kept } = resolved({ environment });
  environment.LEVEL = 'debug';
  expect(kept).toEqual({ LEVEL: 'info' });
});

test.each<[Partial<faas.FunctionProps>, string]>([
  [{ memory: faas.Size.mebibytes(0.5) }, 'memory: 0.5 MiB is not a whole number of at least 1.'],
  [{ memory: faas.Size.mebibytes(0) }, 'memory: 0 MiB is not a whole number of at least 1.'],
  [{ timeout: faas.Duration.millis(1500) }, 'timeout: 1.5 seconds is not a whole number of at least 1.'],
  [{ capacity: faas.Capacity.warm(1.5) }, 'capacity: 1.5 instances is not a whole number of at least 0.'],
  [{ capacity: faas.Capacity.warm(NaN) }, 'capacity: NaN instances is not a whole number of at least 0.'],
  [{ limits: { maxInstances: 0 } }, 'limits.maxInstances: 0 is not a whole number of at least 1.'],
  [{ limits: { maxInstances: Infinity } }, 'limits.maxInstances: Infinity is not a whole number of at least 1.'],
  [
    { limits: { concurrencyPerInstance: 1001 } },
    'limits.concurrencyPerInstance: 1001 is not a whole number from 1 to 1000.',
  ],
  [{ maxAttempts: 4 }, `maxAttempts: 4 is not a whole number from 5 to 100.${whyAttempts}`],
  [{ maxAttempts: 101 }, `maxAttempts: 101 is not a whole number from 5 to 100.${whyAttempts}`],
  [
    { observability: faas.Observability.standard({ logRetention: faas.Duration.hours(12) }) },
    'observability.logRetention: 0.5 days is not a whole number of at least 1.',
  ],
  [
    { environment: { '1ST': 'x' } },
    "environment.1ST: '1ST' is not a name: letters, digits and '_', and no digit first.",
  ],
  [
    { environment: { FAASADE_X: 'x' } },
    "environment.FAASADE_X: names that begin with FAASADE_ are the adapter's own. Choose another name.",
  ],
  [{ environment: { N: 1 as unknown as string } }, 'environment.N: 1 is not a string.'],
])('fails if a prop can not stand: %j', (props, problem) => {
  expect(found(props)).toEqual([problem]);
});

test('fails if a number is known on deployment only, whichever engine will know it', () => {
  const unknown = 'a value known on deployment only can not be checked. Give a literal number.';
  const numbers = [cdk.Token.asNumber({ Ref: 'X' }), TerraformToken.asNumber({ resolve: () => 1 })];
  for (const maxInstances of numbers) {
    expect(found({ limits: { maxInstances } })).toEqual([`limits.maxInstances: ${unknown}`]);
    expect(found({ timeout: { toMilliseconds: () => maxInstances } })).toEqual([`timeout: ${unknown}`]);
  }
});

test('fails if text holds a value of another engine, and takes one of its own', () => {
  const [ours, theirs] = [cdk.Token.asString({ Ref: 'X' }), TerraformToken.asString({ resolve: () => 'x' })];
  expect(found({ environment: { ARN: `x${ours}` } }, 'aws-cdk')).toEqual([]);
  expect(found({ environment: { ARN: theirs } }, 'terraform')).toEqual([]);
  for (const [value, engine] of [
    [theirs, 'aws-cdk'],
    [ours, 'terraform'],
  ]) {
    expect(found({ environment: { ARN: `x${value}` } }, engine)).toEqual([
      'environment.ARN: holds a value of another engine. Pass it as a parameter or variable of this stack.',
    ]);
  }
});

test('lists every problem, not the first', () => {
  expect(found({ memory: faas.Size.mebibytes(0), timeout: faas.Duration.seconds(0), maxAttempts: 1 })).toHaveLength(3);
});

test('any whole number of seconds and mebibytes comes out as it went in', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      (seconds, mebibytes) => {
        const { timeoutSeconds, memoryMiB } = resolved({
          timeout: faas.Duration.seconds(seconds),
          memory: faas.Size.mebibytes(mebibytes),
        });
        expect([timeoutSeconds, memoryMiB]).toEqual([seconds, mebibytes]);
      },
    ),
  );
});
