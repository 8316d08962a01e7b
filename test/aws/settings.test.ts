import { Names, triggerSettings } from '../../src/aws/settings';
import { http, model, objectCreated, queue, schedule, tableChange, topic } from '../private/data';

const names: Names = {
  queue: ({ node }) => ({ name: `name-of-${node.id}`, delivery: { a: 7, d: `dead-letters-of-${node.id}` } }),
  topic: ({ node }) => `name-of-${node.id}`,
  inbox: () => ({ a: 5, d: 'dead-letters' }),
};

test('holds what the adapter reads, and no more', () => {
  expect(triggerSettings(model({ timeoutSeconds: 9 }), names)).toEqual({ contract: 1, t: 9 });
  const triggers = [
    queue('B'),
    http({ path: '/a', methods: ['GET', 'POST'] }),
    schedule('x'),
    schedule('y'),
    queue('A'),
    topic('Orders'),
    objectCreated('Uploads'),
    tableChange('Items'),
  ];
  expect(triggerSettings(model({}, triggers), names)).toEqual({
    contract: 1,
    t: 30,
    h: [['GET,POST', '/a']],
    q: {
      'name-of-A': { i: 'A', a: 7, d: 'dead-letters-of-A' },
      'name-of-B': { i: 'B', a: 7, d: 'dead-letters-of-B' },
    },
    i: { a: 5, d: 'dead-letters' },
    s: ['x', 'y'],
    n: { 'name-of-Orders': 'Orders' },
    o: ['Uploads'],
    c: ['Items'],
  });
});

test.each([[schedule('x')], [topic('x')], [objectCreated('x')], [tableChange('x')]])(
  'names the inbox where something comes through it: %j',
  (trigger) => {
    expect(triggerSettings(model({}, [trigger]), names).i).toEqual({ a: 5, d: 'dead-letters' });
    expect(triggerSettings(model({}, [queue('A'), http()]), names).i).toBeUndefined();
  },
);

test('is the same bytes whatever the order of triggers', () => {
  const triggers = [
    queue('B'),
    http({ path: '/b' }),
    http({ path: '/a' }),
    http({ path: '/long/*' }),
    queue('A'),
    ...['A', 'B'].flatMap((id) => [schedule(id), topic(id), objectCreated(id), tableChange(id)]),
  ];
  const [one, other] = [triggers, [...triggers].reverse()].map((all) =>
    JSON.stringify(triggerSettings(model({}, all), names)),
  );
  expect(one).toBe(other);
  expect(one).toContain('"h":[["","/long/*"],["","/a"],["","/b"]]');
});
