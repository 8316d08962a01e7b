import { Mailbox, openMailbox } from './mailbox';
import { settings, Synthesized, SynthesizedStack, synthesize } from './synthesized';
import * as harness from '../handler/harness/azure';
import { Running } from '../handler/harness/running';

let mailbox: Mailbox;
let stack: SynthesizedStack;
const running: Running[] = [];

beforeAll(async () => {
  mailbox = await openMailbox();
  stack = synthesize('azure', mailbox.url);
});

afterAll(async () => {
  await Promise.all(running.map((fn) => fn.stop()));
  mailbox?.close();
});

/** An app's package and settings, as the stack has them. */
function app(id: string): Synthesized {
  const { app_settings } = stack.one('azurerm_function_app_flex_consumption', `_${id}_`);
  const { source } = stack.one('azurerm_storage_blob', `_${id}_`);
  return { zip: stack.asset(source), environment: settings(stack, app_settings) };
}

async function start(id: string): Promise<Running> {
  const { zip, environment } = app(id);
  const { FAASADE_TRIGGERS, FAASADE_LINKS, ...rest } = environment;
  const fn = await harness.start({
    entry: zip,
    triggers: JSON.parse(FAASADE_TRIGGERS!),
    ...(FAASADE_LINKS && { links: JSON.parse(FAASADE_LINKS) }),
    environment: rest,
  });
  running.push(fn);
  return fn;
}

describe('the packages that synthesis made, on the real @azure/functions', () => {
  test('HTTP', async () => {
    const front = await start('Front');
    const answer = await harness.invokeHttp(front, { method: 'POST', path: '/do/this', body: 'text' });
    expect([answer.status, JSON.parse(answer.body.toString())]).toMatchObject([200, { cold: true, body: 'text' }]);
    expect((await harness.invokeHttp(front, { method: 'POST', path: '/other' })).status).toBe(404);
    expect((await harness.invokeHttp(front, { path: '/do/this' })).status).toBe(405);
  });

  test('Service Bus, and the timer through the inbox', async () => {
    const worker = await start('Worker');
    expect(await harness.invokeQueue(worker, 'Jobs', [{ id: 'm-1', text: '{"id":"a"}', attempt: 2 }])).toEqual([]);
    expect(await harness.invokeQueue(worker, 'Jobs', [{ id: 'm-2', text: '{"id":"b","fail":"retry"}' }])).toEqual([
      'm-2',
    ]);
    expect(await harness.invokeQueue(worker, 'Jobs', [{ id: 'm-3', text: '{"id":"c","fail":"throw"}' }])).toEqual([
      'm-3',
    ]);
    expect(mailbox.letters[0]).toEqual({ kind: 'batch', queue: 'Jobs', messages: [{ id: 'a', attempt: 2 }] });

    const instant = new Date('2026-07-01T10:05:00Z');
    expect(await harness.invokeSchedule(worker, 'tick', instant)).toBe('done');
    expect(mailbox.letters.at(-1)).toEqual({ kind: 'scheduled', schedule: 'tick', time: instant.toISOString() });
    // The second 02:30 of the night in which Berlin's clocks are set back.
    expect(await harness.invokeSchedule(worker, 'tick', new Date('2026-10-25T01:30:00Z'))).toBe('dropped');
  });

  test('a Hono app', async () => {
    const hono = await start('Hono');
    const hello = await harness.invokeHttp(hono, { path: '/hello/world?q=1&q=2' });
    expect(JSON.parse(hello.body.toString())).toEqual({ hello: 'world', q: ['1', '2'] });
    const echo = await harness.invokeHttp(hono, { method: 'POST', path: '/echo', body: 'loud' });
    expect([echo.status, echo.body.toString(), echo.headers.get('x-from')]).toEqual([201, 'LOUD', 'hono']);
  });
});
