import fc from 'fast-check';
import { http, model, queue, schedule } from './data';
import { deliveries, warmTargets, warmTotal } from '../../src/private/model';
import type { TriggerSpec } from '../../src/private/spec';

const keys = (...triggers: TriggerSpec[]) => deliveries(model({}, triggers)).map(({ key }) => key);
const targets = (warm: number, ...triggers: TriggerSpec[]) => {
  const { http: atHttp, deliveries: byKey } = warmTargets(model({ capacity: { warm, windows: [] } }, triggers));
  return { http: atHttp, ...Object.fromEntries(byKey) };
};

test('a queue is a delivery of its own, and all schedules share the inbox', () => {
  expect(keys()).toEqual([]);
  expect(keys(http())).toEqual([]);
  expect(keys(schedule('a'), schedule('b'))).toEqual(['inbox']);
  expect(keys(queue('Jobs'))).toEqual(['queue-Jobs']);
});

test('deliveries have an order of their own', () => {
  const triggers = [queue('b'), schedule('x'), http(), queue('a')];
  expect(keys(...triggers)).toEqual(['inbox', 'queue-a', 'queue-b']);
  expect(keys(...triggers.reverse())).toEqual(['inbox', 'queue-a', 'queue-b']);
});

test('a queue with the id of the inbox is another delivery', () => {
  expect(keys(queue('inbox'), schedule('a'))).toEqual(['inbox', 'queue-inbox']);
});

test('asking for deliveries changes nothing', () => {
  const triggers = [queue('b'), queue('a')];
  deliveries(model({}, triggers));
  expect(triggers.map(({ key }) => key)).toEqual(['b', 'a']);
});

test('warm instances serve HTTP if there is any', () => {
  expect(targets(2, http(), queue('Jobs'), schedule('a'))).toEqual({ http: 2, 'queue-Jobs': 0, inbox: 0 });
});

test('warm instances serve the only delivery queue where there is no HTTP', () => {
  expect(targets(2, queue('Jobs'))).toEqual({ http: 0, 'queue-Jobs': 2 });
  expect(targets(2, schedule('a'), schedule('b'))).toEqual({ http: 0, inbox: 2 });
  expect(targets(2)).toEqual({ http: 0 });
});

test("a trigger's own warm instances come on top, where its events come in", () => {
  expect(targets(2, http({ warm: 1 }), http({ path: '/b', warm: 1 }), queue('Jobs', { warm: 3 }))).toEqual({
    http: 4,
    'queue-Jobs': 3,
  });
  expect(targets(0, schedule('a', 1), schedule('b', 2), queue('Jobs', { warm: 3 }))).toEqual({
    http: 0,
    inbox: 3,
    'queue-Jobs': 3,
  });
});

const anyTrigger = fc.record({ kind: fc.constantFrom('http', 'queue', 'schedule'), warm: fc.nat(9) });

test('no warm instance is lost or counted twice where there is a trigger', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.array(anyTrigger, { minLength: 1, maxLength: 8 }), (warm, parts) => {
      const triggers = parts.map((part, index): TriggerSpec => {
        if (part.kind === 'http') return http({ path: `/${index}`, warm: part.warm });
        return part.kind === 'queue' ? queue(`q${index}`, { warm: part.warm }) : schedule(`s${index}`, part.warm);
      });
      const described = model({ capacity: { warm, windows: [] } }, triggers);
      const { http: atHttp, deliveries: byKey } = warmTargets(described);
      expect(atHttp + [...byKey.values()].reduce((sum, n) => sum + n, 0)).toBe(warmTotal(described));
    }),
  );
});
