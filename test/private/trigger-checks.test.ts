import { http, model, objectCreated, problems, queue, schedule, tableChange, topic } from './data';
import type { Function } from '../../src/function';
import type { CorsSpec, TriggerSpec } from '../../src/private/spec';
import { checkTrigger, claimTrigger, label } from '../../src/private/trigger-checks';
import type { Queue } from '../../src/queue';

const nimbus = { cloud: 'nimbus', engine: 'loom', title: 'Nimbus' };
const cirrus = { cloud: 'cirrus', engine: 'loom', title: 'Cirrus' };
const fn = { node: { path: 'stack/F' }, cloud: { _target: nimbus } } as unknown as Function;

function aQueue(path: string, of = nimbus, consumer?: Function): Queue {
  const id = path.split('/').pop();
  return { node: { id, path }, _core: { kind: 'queue', target: of, consumer } } as unknown as Queue;
}

const found = (trigger: TriggerSpec, ...others: TriggerSpec[]) =>
  problems((to) => checkTrigger(fn, model({}, others), trigger, to));

describe('HTTP', () => {
  test.each(['/', '/*', '/a', '/a/b/*', '/items/{id}', '/a.b~c_d-e%20', '/{_x}/{y1}/*'])(
    'takes the path %s',
    (path) => {
      expect(found(http({ path }))).toEqual([]);
    },
  );

  test.each(['', 'a', '/a/', '//', '/*/a', '/a*', '/{1}', '/{a}b', '/a b', '/ä'])(
    "fails if the path is '%s'",
    (path) => {
      expect(found(http({ path }))).toEqual([
        `Trigger.http(${path}).path: '${path}' is not a path: '/' and segments of letters, digits and '._~%-', ` +
          "'{name}' for any one segment, '*' as the last for the rest.",
      ]);
    },
  );

  test.each(['/_faasade', '/_faasade/ping', '/_faasade/*'])('fails if the path is %s, where pings go', (path) => {
    expect(found(http({ path }))).toEqual([
      `Trigger.http(${path}).path: '${path}' is below '/_faasade', which faasade keeps for itself: pings go there. ` +
        'Choose another path.',
    ]);
  });

  test('takes a path that only begins alike', () => {
    expect(found(http({ path: '/_faasades' }))).toEqual([]);
  });

  test('takes one path for two methods, and two paths for one', () => {
    expect(found(http({ methods: ['GET'] }), http({ methods: ['POST', 'PUT'] }))).toEqual([]);
    expect(found(http({ path: '/a' }), http({ path: '/b' }), http({ path: '/a/{b}' }))).toEqual([]);
  });

  test.each([
    [{ path: '/a' }, { path: '/a' }],
    [{ path: '/a', methods: ['GET'] }, { path: '/a' }],
    [{ path: '/a' }, { path: '/a', methods: ['GET'] }],
    [
      { path: '/{x}', methods: ['GET', 'PUT'] },
      { path: '/{y}', methods: ['PUT'] },
    ],
  ])('fails if two triggers take one request: %j and %j', (one, other) => {
    expect(found(http(other), http(one))).toEqual([
      `Trigger.http(${other.path}).path: another HTTP trigger has the path '${one.path}' for the same method. Keep one.`,
    ]);
  });

  const cors = (more: Partial<CorsSpec>): CorsSpec => ({ allowOrigins: ['https://a.example'], ...more });

  test.each([
    cors({}),
    cors({ allowOrigins: ['*'] }),
    cors({ allowOrigins: ['http://localhost:3000'], allowCredentials: true }),
    cors({ maxAgeSeconds: 0 }),
    cors({ maxAgeSeconds: 86_400 }),
  ])('takes the policy %j', (policy) => {
    expect(found(http({ cors: policy }))).toEqual([]);
  });

  test.each<[CorsSpec, string]>([
    [cors({ allowOrigins: [] }), 'allowOrigins: is empty.'],
    [cors({ allowOrigins: ['a.example'] }), "allowOrigins: 'a.example' is not an origin."],
    [cors({ allowOrigins: ['https://*.example'] }), "allowOrigins: 'https://*.example' is not an origin."],
    [cors({ allowOrigins: ['*'], allowCredentials: true }), 'allowCredentials: browsers refuse credentials'],
    [cors({ maxAgeSeconds: 86_401 }), 'maxAge: 86401 seconds are not a whole number'],
    [cors({ maxAgeSeconds: 1.5 }), 'maxAge: 1.5 seconds are not a whole number'],
  ])('fails if the policy is %j', (policy, problem) => {
    expect(found(http({ cors: policy }))).toEqual([expect.stringContaining(`Trigger.http(/*).cors.${problem}`)]);
  });

  test('fails if two policies differ, and takes equal ones', () => {
    const other = http({ path: '/a', cors: cors({}) });
    expect(found(http({ cors: cors({}) }), other)).toEqual([]);
    expect(found(http(), other)).toEqual([]);
    expect(found(http({ cors: cors({ maxAgeSeconds: 5 }) }), other)).toEqual([
      'Trigger.http(/*).cors: differs from that of another HTTP trigger, and a function has one. Make them equal.',
    ]);
  });
});

describe('schedules', () => {
  test.each(['a', 'nightly-2', 'X'.repeat(32)])("takes the name '%s'", (name) => {
    expect(found(schedule(name), schedule('other'))).toEqual([]);
  });

  test.each(['', '1st', '-a', 'a_b', 'ä', 'a b', 'x'.repeat(33)])("fails if the name is '%s'", (name) => {
    expect(found(schedule(name))).toEqual([
      `Trigger.schedule(${name}).name: '${name}' is not a name: a letter first, then letters, digits and '-', 32 in all.`,
    ]);
  });

  test('fails if two names differ in case only', () => {
    expect(found(schedule('Nightly'), schedule('nightly'))).toEqual([
      'Trigger.schedule(Nightly).name: another schedule of the function has it. Give one of them another name.',
    ]);
  });
});

describe('queues', () => {
  const jobs = aQueue('stack/Jobs');

  test('takes a queue that nobody consumes, and one beside it', () => {
    expect(found(queue('Jobs', { queue: jobs }), queue('Other', { queue: aQueue('stack/Other') }))).toEqual([]);
  });

  test.each([1, 10])('takes a batch of %d', (batchSize) => {
    expect(found(queue('Jobs', { queue: jobs, batchSize }))).toEqual([]);
  });

  test.each([0, 11, 1.5, NaN])('fails if the batch is of %d', (batchSize) => {
    expect(found(queue('Jobs', { queue: jobs, batchSize }))).toEqual([
      `Trigger.queue(Jobs).batchSize: ${batchSize} is not a whole number from 1 to 10.`,
    ]);
  });

  test('fails if the queue is on another cloud', () => {
    expect(found(queue('Jobs', { queue: aQueue('far/Jobs', cirrus) }))).toEqual([
      "Trigger.queue(Jobs): the queue 'far/Jobs' is on Cirrus, the function on Nimbus. Place both in stacks of one cloud and engine.",
    ]);
  });

  test('fails if the queue has a consumer, this function or another', () => {
    const second = (consumer: string) =>
      `Trigger.queue(Jobs): the queue 'stack/Jobs' already has the consumer '${consumer}', and a queue has one. ` +
      'Give the second function a queue of its own, or have a Topic trigger both.';
    const trigger = queue('Jobs', { queue: jobs });
    expect(found(trigger, trigger)).toEqual([
      "Trigger.queue(Jobs): the queue 'stack/Jobs' triggers the function already. Keep one.",
    ]);
    const other = { node: { path: 'stack/Other' } } as Function;
    expect(found(queue('Jobs', { queue: aQueue('stack/Jobs', nimbus, other) }))).toEqual([second('stack/Other')]);
  });

  test('fails if the handler knows another queue under the id', () => {
    const same = queue('Jobs', { queue: aQueue('stack/Deep/Jobs') });
    expect(found(queue('Jobs', { queue: jobs }), same)).toEqual([
      "Trigger.queue(Jobs): the handler already knows 'stack/Deep/Jobs' as 'Jobs'. Give one of the queues another construct id.",
    ]);
  });

  test('has a consumer once it is claimed, not when it is checked', () => {
    const free = aQueue('stack/Jobs');
    const trigger = queue('Jobs', { queue: free });
    found(trigger);
    expect(free._core.consumer).toBeUndefined();
    claimTrigger(fn, trigger);
    expect(free._core.consumer).toBe(fn);
  });
});

describe('resources whose events come through the inbox', () => {
  const resource = (kind: string, path: string, of = nimbus) =>
    ({ node: { id: path.split('/').pop(), path }, _core: { kind, target: of } }) as never;
  const kinds = [
    ['topic', (path: string, of = nimbus) => topic('Data', { topic: resource('topic', path, of) })],
    ['bucket', (path: string, of = nimbus) => objectCreated('Data', { bucket: resource('bucket', path, of) })],
    ['table', (path: string, of = nimbus) => tableChange('Data', { table: resource('table', path, of) })],
  ] as const;

  test.each(kinds)('takes a %s, and one of another id', (_kind, trigger) => {
    expect(found(trigger('stack/Data'))).toEqual([]);
  });

  test.each(kinds)('fails if the %s is on another cloud', (kind, trigger) => {
    const of = trigger('far/Data', cirrus);
    expect(found(of)).toEqual([
      `${label(of)}: the ${kind} 'far/Data' is on Cirrus, the function on Nimbus. Place both in stacks of one cloud and engine.`,
    ]);
  });

  test.each(kinds)('fails if the %s triggers the function already', (kind, trigger) => {
    const of = trigger('stack/Data');
    expect(found(of, of)).toEqual([`${label(of)}: the ${kind} 'stack/Data' triggers the function already. Keep one.`]);
  });

  test.each(kinds)('fails if the handler knows another %s under the id', (kind, trigger) => {
    const of = trigger('stack/Data');
    expect(found(of, trigger('stack/Deep/Data'))).toEqual([
      `${label(of)}: the handler already knows 'stack/Deep/Data' as 'Data'. Give one of the ${kind}s another construct id.`,
    ]);
  });
});

test('fails if one function is public and for functions only', () => {
  const forFunctions = { ...http({ path: '/a' }), auth: 'IAM' };
  expect(found(forFunctions)).toEqual([]);
  expect(found(forFunctions, http({ path: '/b' }))).toEqual([
    'Trigger.http(/a).auth: differs from that of another HTTP trigger, and a function has one. Make a function for each.',
  ]);
});

test.each([http({ warm: -1 }), schedule('a', 0.5), queue('Jobs', { queue: aQueue('stack/Jobs'), warm: NaN })])(
  'fails if warm is no whole number of at least 0: $kind $warm',
  (trigger) => {
    expect(found(trigger)).toEqual([`${label(trigger)}.warm: ${trigger.warm} is not a whole number of at least 0.`]);
  },
);
