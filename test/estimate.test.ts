import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import * as faas from '../src';

const code = faas.Code.bundle(join(__dirname, 'fixtures', 'handler.ts'));
const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const million = { requests: 1e6, duration: faas.Duration.millis(200) };

function api(props: Partial<faas.FunctionProps> = {}): faas.Function {
  return new faas.Function(new Stack(new App(), 'Shop'), 'Api', { code, triggers: [http], ...props });
}

const line = ({ lines }: faas.CostEstimate, id: string) => lines.find((each) => each.id === id)?.usd ?? 0;

test('a function says what it costs, in lines that add up, and how its requests fare', () => {
  const cost = api().estimate({ ...million, coldStarts: 0.1, coldStart: faas.Duration.seconds(1) });
  expect((line(cost, 'requests') + line(cost, 'compute')).toFixed(2)).toBe('1.53');
  expect(cost.lines.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(cost.usd, 9);
  expect(cost).toMatchObject({ warmShare: 0, coldShare: 0.1, meanMilliseconds: expect.closeTo(300, 9) });
  expect(cost.concurrency).toBeCloseTo(0.0761, 4);
});

test('what is added later counts, and so do ready instances, sizes, what is free and the region', () => {
  const fn = api();
  const before = fn.estimate(million);
  fn.addTrigger(faas.Trigger.schedule(faas.Schedule.rate(faas.Duration.minutes(1))));
  expect(line(fn.estimate(million), 'polling')).toBeGreaterThan(line(before, 'polling'));
  const warm = api({ capacity: faas.Capacity.warm(1) }).estimate(million);
  expect(line(warm, 'warm')).toBeCloseTo(0.0000033334 * 0.5 * 730 * 3600, 6);
  expect(warm.warmShare).toBeGreaterThan(0.9);
  expect(line(fn.estimate({ ...million, logSize: faas.Size.mebibytes(1) }), 'logs')).toBeGreaterThan(100);
  expect(line(api().estimate({ ...million, freeTier: true }), 'requests')).toBe(0);
  const tokyo = api().estimate({ ...million, region: 'ap-northeast-1' });
  expect(line(tokyo, 'logs')).toBeCloseTo((line(before, 'logs') * 0.76) / 0.5, 9);
});

test('what can not be estimated is one error', () => {
  const workload = { requests: -1, duration: 200 as never, coldStarts: 2, logSize: 1 as never };
  expect(() => api().estimate(workload)).toThrow(
    new Error(
      [
        "The cost of 'Shop/Api' can't be estimated on AWS:",
        '  - requests: -1 is not a number of at least 0.',
        '  - coldStarts: 2 is not a number from 0 to 1.',
        '  - duration: 200 has no unit. Write one such as Duration.millis(200).',
        '  - logSize: 1 has no unit. Write one such as Size.mebibytes(1).',
      ].join('\n'),
    ),
  );
  expect(() => api().estimate({ requests: 1 } as never)).toThrow(
    new Error(
      "The cost of 'Shop/Api' can't be estimated on AWS:\n  - duration: is missing. Write one such as Duration.millis(200).",
    ),
  );
  expect(() => api().estimate({ ...million, region: 'mars-1' })).toThrow(/^There are no prices of mars-1 on aws\. /);
});
