import { cron, http, model, object, queue, topic } from './model';
import { eventSettings, httpSettings, variables } from '../../src/google/settings';
import { filterOf } from '../../src/google/triggers';
import type { TriggerSpec } from '../../src/private/spec';
import type { Table } from '../../src/table';

test('the HTTP function knows routes and CORS, and no event', () => {
  const cors = {
    allowOrigins: ['https://a.example'],
    allowMethods: ['PUT'],
    allowHeaders: ['x-a'],
    exposeHeaders: ['etag'],
  };
  const trigger = { ...http, cors: { ...cors, allowCredentials: true, maxAgeSeconds: 0 } };
  expect(httpSettings(model({}, trigger, queue('Jobs')))).toEqual({
    contract: 1,
    t: 30,
    h: [['', '/*']],
    o: { o: ['https://a.example'], m: ['PUT'], h: ['x-a'], e: ['etag'], a: 0, c: 1 },
  });
});

test('the adapter derives methods from routes where the policy names none', () => {
  const trigger = { ...http, cors: { allowOrigins: ['*'] } };
  expect(httpSettings(model({}, trigger)).o).toEqual({ o: ['*'] });
});

const facts = {
  filterOf,
  deliveryOf: (trigger?: { key: string }) => ({ a: 5, d: `projects/p/topics/${trigger?.key ?? 'all-else'}` }),
};

test('the event function knows what reaches it in an order of its own, and no route', () => {
  const triggers = [
    queue('Urgent'),
    object('Uploads', { suffix: '.png' }),
    cron('b', '0 2 * * *', 'Europe/Berlin'),
    topic('Orders'),
    http,
    queue('Jobs'),
    topic('Bills'),
    object('Archive'),
    cron('a', '0 2 * * *'),
  ];
  const settings = eventSettings(model({}, ...triggers), facts);
  expect(settings).toEqual({
    contract: 1,
    t: 30,
    q: { Jobs: { a: 5, d: 'projects/p/topics/Jobs' }, Urgent: { a: 5, d: 'projects/p/topics/Urgent' } },
    i: { a: 5, d: 'projects/p/topics/all-else' },
    s: { a: null, b: { z: 'Europe/Berlin', f: { m: '1', h: 4 } } },
    n: ['Bills', 'Orders'],
    b: { Archive: '', Uploads: '.png' },
  });
  expect(JSON.stringify(eventSettings(model({}, ...triggers.reverse()), facts))).toBe(JSON.stringify(settings));
});

test('queues alone have no other delivery', () => {
  expect(eventSettings(model({}, queue('Jobs')), facts)).not.toHaveProperty('i');
});

test('whatever comes through the inbox has its delivery', () => {
  const changed: TriggerSpec = { kind: 'tableChange', key: 'Orders', table: {} as Table, warm: 0 };
  for (const trigger of [cron('tick', '0 2 * * *'), topic('Orders'), object('Files'), changed]) {
    expect(eventSettings(model({}, trigger), facts).i).toEqual(facts.deliveryOf());
  }
});

test('what the user sets stands, and the project is known', () => {
  const settings = httpSettings(model({}, http));
  const project = variables(model(), settings, { project: 'acme-prod', region: 'europe-west1' }).GOOGLE_CLOUD_PROJECT;
  expect(project).toBe('acme-prod');
  const environment = { GOOGLE_CLOUD_PROJECT: 'other' };
  expect(
    variables(model({ environment }), settings, { project: 'acme-prod', region: 'europe-west1' }).GOOGLE_CLOUD_PROJECT,
  ).toBe('other');
});
