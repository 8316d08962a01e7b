import fc from 'fast-check';
import { costOf, lineOf, million, priced, warm } from './data';
import { estimate } from '../../src/pricing/estimate';
import { activeSeconds, MONTH, spilled } from '../../src/pricing/load';

const clouds = ['aws', 'azure', 'google'] as const;
const cents = (usd: number) => usd.toFixed(2);

test.each([
  ['1.53', priced('aws', { architecture: 'arm64' })],
  ['1.87', priced('aws', { architecture: 'x86_64' })],
  // Of which the host's own records, 3 KiB a request at 2.76 USD a GB, are 7.90.
  ['21.30', priced('azure')],
  ['2.25', priced('google')],
])('a million requests of 200 ms with 512 MiB cost %s', (usd, fn) => {
  expect(cents(costOf(fn).usd)).toBe(usd);
});

/** Google's fourth example: ten million requests of 200 ms with 256 MiB. */
const example = priced('google', { memoryMiB: 256 });

test("Google's own example comes to the cent, with what is free", () => {
  const cost = costOf(example, { requests: 1e7 }, true);
  expect(cents(cost.usd)).toBe('7.25');
  expect(cost.lines.map(({ id, usd }) => [id, usd.toFixed(3)])).toEqual([
    ['requests', '3.200'],
    ['compute', '3.696'],
    ['memory', '0.350'],
  ]);
});

test('and without the free instance time, whose requests are free all the same', () => {
  const paid = costOf(example, { requests: 1e7 });
  const { usd } = costOf(example, { requests: 1e7 }, true);
  const requests = lineOf(paid, 'requests') - 2e6 * 4e-7;
  expect(usd).toBeLessThan(paid.usd);
  expect(cents(requests + lineOf(paid, 'compute') + lineOf(paid, 'memory'))).toBe('12.47');
});

test('an idle instance that is kept ready costs its published price a month', () => {
  const gib = { memoryMiB: 1024 };
  const idle = { requests: 0 };
  expect(cents(costOf(warm('aws', 1, { ...gib, architecture: 'x86_64' }), idle).usd)).toBe('10.95');
  expect(costOf(warm('azure', 1, gib), idle).usd).toBeCloseTo(0.000004 * MONTH, 9);
  expect(costOf(warm('google', 1, gib), idle).usd).toBeCloseTo(0.0000025 * (0.583 + 1) * MONTH, 9);
});

test('on AWS what is kept ready pays for itself where it is busy for more than 60 % of the time', () => {
  const difference = (busy: number) => {
    // Spread evenly, one instance would take all of it: only what finds it busy is on demand.
    const spec = { requests: (busy * MONTH) / 0.2 };
    const ready = { ...warm('aws', 400, { architecture: 'x86_64' }) };
    return (
      costOf(ready, { requests: spec.requests * 400 }).usd -
      costOf(priced('aws', { architecture: 'x86_64' }), { requests: spec.requests * 400 }).usd
    );
  };
  expect(difference(0.55)).toBeGreaterThan(0);
  expect(difference(0.65)).toBeLessThan(0);
});

test('a schedule fires by its own clock, and on Azure twice, at every offset of its zone', () => {
  const nightly = {
    kind: 'schedule',
    key: 'nightly',
    warm: 0,
    schedule: { kind: 'cron', expression: '0 4 * * *', timeZone: 'Europe/Berlin' },
  };
  const of = (cloud: string) => costOf(priced(cloud, { triggers: [nightly] }), { requests: 5e6 });
  // 30.4 nights a month.
  expect(lineOf(of('aws'), 'schedules')).toBeCloseTo((30.4375 * 730 * 3600) / (30.4375 * 86_400) / 1e6, 9);
  expect(lineOf(of('aws'), 'requests')).toBeLessThan(31 * 2e-7);
  const [azure] = [of('azure')];
  expect(lineOf(azure, 'requests')).toBeCloseTo(30.41 * 3 * 4e-7, 6);
});

test('each delivery queue is asked for messages on AWS, and costs that without any', () => {
  const queue = { kind: 'queue', key: 'Jobs', warm: 0 };
  const topic = { kind: 'topic', key: 'News', warm: 0 };
  const idle = (triggers: object[]) => costOf(priced('aws', { triggers: triggers as never }), { requests: 0 });
  expect(lineOf(idle([queue]), 'polling')).toBeCloseTo(0.2628, 4);
  expect(lineOf(idle([queue, topic]), 'polling')).toBeCloseTo(0.5256, 4);
  expect(lineOf(idle([{ kind: 'http', key: '', warm: 0 }]), 'polling')).toBe(0);
});

test('what stands there costs by itself, and on Azure the stack has a namespace', () => {
  const resources = [
    { type: 'AWS::CloudWatch::Alarm', name: 'a' },
    { type: 'AWS::CloudWatch::Alarm', name: 'b' },
  ];
  expect(lineOf(costOf(priced('aws', { resources })), 'alarm')).toBeCloseTo(0.2, 9);
  const functions = [priced('azure', { triggers: [{ kind: 'queue', key: 'Jobs', warm: 0 }] })];
  const { shared } = estimate(
    { functions, resources: [], stops: [], watches: [] },
    { workload: () => million, freeTier: false, regions: {} },
  );
  expect(shared).toEqual([
    { name: 'shop-azure', cloud: 'azure', usd: 9.81, lines: [{ id: 'service-bus', usd: 9.81 }] },
  ]);
});

test("on Azure the host's records cost as logs do, once for each execution, and so do metrics of an app", () => {
  const gb = (3 * 1e6) / 2 ** 20;
  const kept = { logRetentionDays: 61 };
  const plain = costOf(priced('azure', kept));
  expect(lineOf(plain, 'telemetry')).toBeCloseTo(gb * 2.76, 9);
  expect(lineOf(plain, 'metrics')).toBe(0);
  expect(lineOf(plain, 'kept-logs')).toBeCloseTo(gb * 0.12, 9);
  const resources = [{ type: 'azurerm_monitor_diagnostic_setting', name: 'a' }];
  const idle = costOf(priced('azure', { ...kept, resources }), { requests: 0 });
  // 30 metrics a minute, half a KiB each.
  const metrics = (15 * 43_800) / 2 ** 20;
  expect(idle.lines).toEqual([
    { id: 'metrics', usd: expect.closeTo(metrics * 2.76, 9) },
    { id: 'kept-logs', usd: expect.closeTo(metrics * 0.12, 9) },
  ]);
});

test('tiers and free amounts are of all functions of an account together', () => {
  const functions = ['A', 'B'].map((path) => priced('aws', { path, memoryMiB: 1024 }));
  const requests = { ...million, requests: 0.75e6, seconds: 0.001 };
  const { functions: costs } = estimate(
    { functions, resources: [], stops: [], watches: [] },
    { workload: () => requests, freeTier: true, regions: {} },
  );
  // Of a million free requests the second function has a quarter left.
  expect(costs.map((each) => lineOf(each, 'requests'))).toEqual([0, expect.closeTo(0.5e6 * 2e-7, 12)]);
});

test('takes the base price where none is known of a region, and says so', () => {
  const fn = warm('aws', 1, { region: 'ap-southeast-1', architecture: 'arm64' });
  const { lines } = costOf(fn);
  expect(lines.find(({ id }) => id === 'warm')).toMatchObject({ pricedAs: 'us-east-1' });
  expect(lines.find(({ id }) => id === 'requests')).not.toHaveProperty('pricedAs');
});

test('refuses a region without prices, and names those that have some', () => {
  expect(() => costOf(priced('google', { region: 'me-west1' }))).toThrow(
    /^There are no prices of me-west1 on google\. Price it as a region that is near, such as us-central1 \(--region google=us-central1, or region in code\)\. Known: us-central1, us-east1, /,
  );
});

test('an instance that takes several requests at a time works less long, and never less than its first one', () => {
  const load = { requests: 1e7, seconds: 0.2 };
  expect(activeSeconds(load, 1)).toBeCloseTo(2e6, 0);
  expect(activeSeconds(load, 10)).toBeGreaterThanOrEqual(2e5);
  expect(activeSeconds({ requests: 100, seconds: 0.2 }, 80)).toBeCloseTo(20, 3);
});

test('requests find ready instances busy as Erlang has it', () => {
  // One erlang: one server loses a half, two lose a fifth.
  const load = { requests: MONTH, seconds: 1 };
  expect(spilled(load, [{ instances: 1, share: 1 }])).toBeCloseTo(0.5, 9);
  expect(spilled(load, [{ instances: 2, share: 1 }])).toBeCloseTo(0.2, 9);
  expect(spilled(load, [{ instances: 0, share: 1 }])).toBe(1);
  expect(spilled(load, [{ instances: 20, share: 1 }])).toBeLessThan(1e-9);
});

describe('properties', () => {
  const cloud = fc.constantFrom(...clouds);
  const spec = fc.record({
    requests: fc.double({ min: 0, max: 1e9, noNaN: true }),
    seconds: fc.double({ min: 0.001, max: 60, noNaN: true }),
    coldStarts: fc.double({ min: 0, max: 1, noNaN: true }),
    logKib: fc.double({ min: 0, max: 100, noNaN: true }),
  });
  const instances = fc.integer({ min: 0, max: 100 });
  const memory = fc.constantFrom(128, 256, 512, 1024, 2048, 4096, 8192);
  const free = fc.boolean();
  /** Rounding errors aside. */
  const atLeast = (more: number, less: number) => expect(more).toBeGreaterThanOrEqual(less * (1 - 1e-9) - 1e-9);

  test('lines add up, and none is below nothing', () => {
    fc.assert(
      fc.property(cloud, spec, instances, free, (name, workload, ready, freeTier) => {
        const { usd, lines } = costOf(warm(name, ready), workload, freeTier);
        expect(lines.reduce((sum, line) => sum + line.usd, 0)).toBeCloseTo(usd, 6);
        expect(lines.every((line) => line.usd > 0)).toBe(true);
      }),
    );
  });

  test('more requests, longer ones, and more memory never cost less', () => {
    fc.assert(
      fc.property(cloud, spec, instances, memory, free, fc.double({ min: 1, max: 10, noNaN: true }), (...given) => {
        const [name, workload, ready, memoryMiB, left, factor] = given;
        const fn = warm(name, ready, { memoryMiB });
        // On Google an instance that works does not wait, which costs, and its work may be free.
        const freeTier = left && !(name === 'google' && ready > 0);
        const { usd } = costOf(fn, workload, freeTier);
        atLeast(costOf(fn, { ...workload, requests: workload.requests * factor }, freeTier).usd, usd);
        atLeast(costOf(fn, { ...workload, seconds: workload.seconds * factor }, freeTier).usd, usd);
        atLeast(costOf(warm(name, ready, { memoryMiB: memoryMiB * 2 }), workload, freeTier).usd, usd);
      }),
    );
  });

  test('one more ready instance costs less just where it is busy enough to pay for itself, and on Google nowhere', () => {
    // What is saved on demand, of each second of work, against what a second of waiting costs.
    const breakEven = { aws: 33334 / (133334 - 77778), azure: 4 / (26 - 16), google: Infinity };
    const some = fc.record({
      requests: fc.double({ min: 0, max: 1e8, noNaN: true }),
      seconds: fc.double({ min: 0.001, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(cloud, some, instances, (name, workload, ready) => {
        const saved = costOf(warm(name, ready), workload).usd - costOf(warm(name, ready + 1), workload).usd;
        // As each cloud rounds it.
        const rounded = Math.ceil(workload.seconds * 1000) / 1000;
        const seconds = name === 'azure' ? 1 : rounded;
        const load = { requests: workload.requests, seconds: name === 'azure' ? workload.seconds : rounded };
        const spill = (all: number) => spilled(load, [{ instances: all, share: 1 }]);
        const busy = ((spill(ready) - spill(ready + 1)) * load.requests * seconds) / MONTH;
        if (busy < breakEven[name] * 0.999) expect(saved).toBeLessThan(1e-6);
        if (busy > breakEven[name] * 1.001) expect(saved).toBeGreaterThan(-1e-6);
      }),
      { numRuns: 500 },
    );
  });
});
