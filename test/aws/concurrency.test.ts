import fc from 'fast-check';
import { problems } from './report';
import { concurrency, planConcurrency } from '../../src/aws/concurrency';
import type { FunctionModel } from '../../src/private/model';
import { http, model, queue, schedule } from '../private/data';

const found = (described: FunctionModel) => problems((to) => planConcurrency(described, to));
const shares = (described: FunctionModel) => {
  const { mappings, ...rest } = concurrency(described);
  return { ...rest, mappings: Object.fromEntries(mappings) };
};

test('reserves nothing without a limit, and caps deliveries', () => {
  expect(shares(model({}, [http(), queue('Jobs')]))).toEqual({ provisioned: 0, mappings: { 'queue-Jobs': 5 } });
  expect(shares(model({}, [schedule('a'), queue('Jobs')]))).toEqual({
    provisioned: 0,
    mappings: { inbox: 2, 'queue-Jobs': 2 },
  });
  expect(found(model({}, [http(), queue('Jobs')]))).toEqual([]);
});

test('shares a limit out to HTTP and to each delivery', () => {
  expect(shares(model({ maxInstances: 10 }, [http(), schedule('a'), queue('Jobs')]))).toEqual({
    reserved: 10,
    provisioned: 0,
    mappings: { inbox: 3, 'queue-Jobs': 3 },
  });
});

test('provisions warm instances of the function and of its triggers', () => {
  expect(
    concurrency(model({ capacity: { warm: 2, windows: [] } }, [http({ warm: 1 }), queue('Jobs', { warm: 3 })]))
      .provisioned,
  ).toBe(6);
});

test.each([
  [2, [queue('A')]],
  [3, [http(), queue('A')]],
  [5, [http(), schedule('s'), queue('A')]],
  [1, [http()]],
])('%d instances are enough for %j, and one less is not', (maxInstances, triggers) => {
  expect(found(model({ maxInstances }, triggers))).toEqual([]);
  if (maxInstances > 1) {
    expect(found(model({ maxInstances: maxInstances - 1 }, triggers))).toEqual([
      expect.stringContaining(`limits.maxInstances: ${maxInstances - 1} is too low on AWS for`),
    ]);
  }
});

test('fails if more are kept warm than may run', () => {
  expect(found(model({ maxInstances: 5, capacity: { warm: 5, windows: [] } }, [http()]))).toEqual([]);
  expect(found(model({ maxInstances: 5, capacity: { warm: 5, windows: [] } }, [http({ warm: 1 })]))).toEqual([
    'capacity: 6 warm instances are above limits.maxInstances of 5. Raise limits.maxInstances.',
  ]);
});

const described = fc
  .record({
    maxInstances: fc.integer({ min: 1, max: 3000 }),
    http: fc.boolean(),
    inbox: fc.boolean(),
    queues: fc.nat(12),
  })
  .map(({ maxInstances, queues, ...has }) =>
    model({ maxInstances }, [
      ...(has.http ? [http()] : []),
      ...(has.inbox ? [schedule('a')] : []),
      ...Array.from({ length: queues }, (_, index) => queue(`q${index}`)),
    ]),
  );

test('what mappings may use, and one for HTTP, fits into the reservation, whatever the limit', () => {
  fc.assert(
    fc.property(described, (any) => {
      fc.pre(found(any).length === 0);
      const { reserved, mappings } = concurrency(any);
      const forHttp = any.triggers.some(({ kind }) => kind === 'http') ? 1 : 0;
      const used = [...mappings.values()].reduce((sum, n) => sum + n, 0);
      expect(used + forHttp).toBeLessThanOrEqual(reserved!);
      for (const most of mappings.values()) {
        expect(most).toBeGreaterThanOrEqual(2);
        expect(most).toBeLessThanOrEqual(1000);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a limit is refused only where it does not leave two for each mapping and one for HTTP', () => {
  fc.assert(
    fc.property(described, (any) => {
      const { mappings } = concurrency(any);
      const forHttp = any.triggers.some(({ kind }) => kind === 'http') && mappings.size > 0 ? 1 : 0;
      expect(found(any).length === 0).toBe(any.spec.maxInstances! >= mappings.size * 2 + forHttp);
    }),
  );
});
