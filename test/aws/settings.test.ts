import { triggerSettings } from '../../src/aws/settings';
import type { Queue } from '../../src/queue';
import { http, model, queue, schedule } from '../private/data';

const nameOf = ({ node }: Queue) => `name-of-${node.id}`;

test('holds what the adapter reads, and no more', () => {
  expect(triggerSettings(model({ timeoutSeconds: 9 }), nameOf)).toEqual({ contract: 1, t: 9 });
  const triggers = [
    queue('B'),
    http({ path: '/a', methods: ['GET', 'POST'] }),
    schedule('x'),
    schedule('y'),
    queue('A'),
  ];
  expect(triggerSettings(model({}, triggers), nameOf)).toEqual({
    contract: 1,
    t: 30,
    h: [['GET,POST', '/a']],
    q: { 'name-of-A': 'A', 'name-of-B': 'B' },
    s: ['x', 'y'],
  });
});

test('is the same bytes whatever the order of triggers', () => {
  const triggers = [queue('B'), http({ path: '/b' }), http({ path: '/a' }), http({ path: '/long/*' }), queue('A')];
  const [one, other] = [triggers, [...triggers].reverse()].map((all) =>
    JSON.stringify(triggerSettings(model({}, all), nameOf)),
  );
  expect(one).toBe(other);
  expect(one).toContain('"h":[["","/long/*"],["","/a"],["","/b"]]');
});
