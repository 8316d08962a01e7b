import { join } from 'node:path';
import { FakeGoogle, refusal } from './fake-google';
import { FakeManagement } from './fake-management';
import * as harness from '../harness/google';
import type { Running } from '../harness/running';

const google = new FakeGoogle();
const service = 'projects/p/locations/r/services/shop';
const invoker = { serviceAccountEmail: 'invoker@p.iam.gserviceaccount.com', audience: 'https://shop.a.run.app' };
const pushConfig = { pushEndpoint: 'https://shop.a.run.app/queue/Jobs', oidcToken: invoker };
let cloud: FakeManagement;
let fn: Running;

beforeAll(async () => {
  await google.start();
  fn = await harness.start({
    entry: join(__dirname, '../../../handler/google/stop.ts'),
    triggers: { contract: 1, t: 180, n: ['Notices'], i: { a: 5, d: 'projects/p/topics/dead' } },
    environment: {
      GOOGLE_CLOUD_PROJECT: 'p',
      GCE_METADATA_HOST: google.address,
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(redirect(google.address))}`,
      STOP_TARGETS: JSON.stringify({
        f: [{ s: service, p: ['projects/p/subscriptions/jobs'], k: ['packages', 'stopped/shop.json'] }],
      }),
    },
  });
}, 30_000);
afterAll(async () => {
  await fn.stop();
  await google.stop();
});

beforeEach(() => {
  cloud = new FakeManagement({
    services: { shop: {} },
    subscriptions: { jobs: { to: 'shop', pushConfig } },
    objects: {},
  });
  google.answer = (call) => cloud.answer(call);
});
afterEach(() => expect(cloud.wrong).toEqual([]));

/** Has the process call the fake instead of Google. */
function redirect(address: string): string {
  return `const real = fetch;
    globalThis.fetch = (url, init) => {
      const { host, pathname, search } = new URL(url);
      const headers = new Headers(init?.headers);
      headers.set('x-meant-for', host);
      return real('http://${address}' + pathname + search, { ...init, headers });
    };`;
}

const notice = (data: object) => harness.invokeTopic(fn, 'Notices', { id: 'n', text: JSON.stringify(data) });
const isStopped = () => cloud.state.services.shop!.scaling?.scalingMode === 'MANUAL';

/** @see https://cloud.google.com/monitoring/support/notification-options#pubsub */
const incident = (state: 'open' | 'closed') => ({
  version: '1.2',
  incident: {
    incident_id: 'f2e08c333dc64cb09f75eaab355393bz',
    scoping_project_id: 'p',
    url: 'https://console.cloud.google.com/monitoring/alerting/incidents/f2e08c333dc64cb09f75eaab355393bz?project=p',
    started_at: 1577840461,
    ended_at: state === 'open' ? null : 1577877071,
    state,
    policy_name: 'Requests',
    condition_name: 'Requests of the shop',
    resource: { type: 'cloud_run_revision', labels: { service_name: 'shop' } },
    metric: { type: 'run.googleapis.com/request_count', displayName: 'Request Count', labels: {} },
    threshold_value: '1000',
    observed_value: '4711',
    summary: 'Requests are above the threshold of 1000 with a value of 4711.',
  },
});

/** @see https://cloud.google.com/billing/docs/how-to/budgets-programmatic-notifications#notification_format */
const budget = (costAmount: number) => ({
  budgetDisplayName: 'Shop',
  costAmount,
  costIntervalStart: '2026-01-01T08:00:00Z',
  budgetAmount: 100,
  budgetAmountType: 'SPECIFIED_AMOUNT',
  currencyCode: 'USD',
});

test.each([
  ['an incident that opens stops', incident('open'), true],
  ['one that is over asks for nothing', incident('closed'), false],
  ['a budget that is spent stops', budget(100), true],
  ['one that is not asks for nothing', budget(99.9), false],
])('%s', async (_, data, stops) => {
  expect(await notice(data)).toBe('done');
  expect(isStopped()).toBe(stops);
  expect(cloud.state.subscriptions.jobs!.pushConfig).toEqual(stops ? {} : pushConfig);
});

test('a resume by hand gives back what was', async () => {
  await notice(incident('open'));
  expect(await notice({ action: 'resume' })).toBe('done');
  expect(isStopped()).toBe(false);
  expect(cloud.state.subscriptions.jobs!.pushConfig).toEqual(pushConfig);
});

test('fails if Google refuses, so that the notice comes again', async () => {
  google.answer = () => refusal(403, 'PERMISSION_DENIED');
  expect(await notice({ action: 'stop' })).toBe('failed');
  expect(fn.logged(`'${service}' could not be changed: stop.`)).toMatchObject({ severity: 'ERROR' });
});
