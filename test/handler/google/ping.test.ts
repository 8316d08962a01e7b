import { COLD_START, PING_PATH } from '../../../src/private/contract';
import { fixture } from '../expectations';
import * as harness from '../harness/google';
import { envelope } from '../harness/google';
import type { HttpRequest, Running } from '../harness/running';

const cors = { o: ['https://app.example'] };
const requests = { contract: 1, p: 1, t: 30, h: [['', '/*']], o: cors };
const events = { contract: 1, p: 1, t: 30, q: { Jobs: {} } };

let fn: Running;
const start = async (triggers: object) => {
  fn = await harness.start({ entry: fixture('everything'), triggers });
};
const ask = (request: Partial<HttpRequest> = {}) => harness.invokeHttp(fn, { path: PING_PATH, ...request });
afterEach(() => fn.stop());

describe('of the function that HTTP reaches', () => {
  beforeEach(() => start(requests), 30_000);

  test('a ping is answered without the handler, and what comes next did not wait for a start', async () => {
    const { status, body } = await ask();
    expect([status, body.length, fn.logs]).toEqual([204, 0, []]);
    const { body: answer } = await ask({ path: '/echo' });
    expect(JSON.parse(`${answer}`).context.coldStart).toBe(false);
    expect(fn.logged(COLD_START)).toBeUndefined();
  });

  test('without a ping, the first invocation waited', async () => {
    const { body } = await ask({ path: '/echo' });
    expect(JSON.parse(`${body}`).context.coldStart).toBe(true);
    expect(fn.logged(COLD_START)).toMatchObject({ coldStart: true });
  });

  test('a ping keeps its instance busy for half a second', async () => {
    const begun = performance.now();
    await ask();
    expect(performance.now() - begun).toBeGreaterThan(490);
  });

  test.each([
    ['another method', { method: 'POST' }],
    ['another path below it', { path: `${PING_PATH}/other` }],
  ])('%s is an ordinary request', async (_, request) => {
    const { status, body } = await ask(request);
    expect([status, `${body}`]).toEqual([200, 'fallback']);
  });
});

test.each([
  ['HTTP', { ...requests, p: undefined }, 200],
  ['events', { ...events, p: undefined }, 404],
])(
  'of a function for %s that is not pinged, its path is an ordinary one',
  async (_, triggers, status) => {
    await start(triggers);
    expect((await ask()).status).toBe(status);
  },
  30_000,
);

describe('of the function that events reach', () => {
  beforeEach(() => start(events), 30_000);

  test('a ping is answered, and no event', async () => {
    const { status } = await ask();
    expect([status, fn.logs]).toEqual([204, []]);
  });

  test('what is pushed to its path is no event either', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(envelope({ id: 'a', text: '{}' }));
    expect((await ask({ method: 'POST', headers, body })).status).toBe(404);
    expect(fn.logged('batch')).toBeUndefined();
  });
});
