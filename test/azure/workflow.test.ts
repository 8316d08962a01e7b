import { app, App, FakeManagement } from './fake-management';
import { Actions, run, Send } from './logic-app';
import { setAlwaysReady } from '../../src/azure/workflow';

const groups = [
  { name: 'http', warm: 4 },
  { name: 'function:inbox', warm: 0 },
];

function workflow({ id, writer }: App, attempts = 15): Actions {
  return { Set_always_ready: setAlwaysReady({ app: id, identity: writer, groups, attempts }) } as Actions;
}

function ran(statuses: number[], attempts?: number) {
  const its = app();
  const management = new FakeManagement(its, statuses);
  return { its, ...run(workflow(its, attempts), management.send), log: management.log };
}

const wanted = [
  { name: 'http', instanceCount: 4 },
  { name: 'function:inbox', instanceCount: 0 },
];

test('sets all groups, and leaves all else as it is', () => {
  const { its, status, log, minutes } = ran([]);
  expect({ status, log, minutes }).toEqual({ status: 'Succeeded', log: ['GET 200', 'PATCH 200'], minutes: 0 });
  const { config } = app();
  expect(its.config).toEqual({
    ...config,
    scaleAndConcurrency: { ...config.scaleAndConcurrency, alwaysReady: wanted },
  });
});

test('is the same the second time', () => {
  const its = app();
  const { send } = new FakeManagement(its);
  const afterEach = [1, 2].map(() => (run(workflow(its), send), JSON.stringify(its.config)));
  expect(afterEach[0]).toBe(afterEach[1]);
});

test.each([408, 409, 429, 500, 503])('tries again a minute after %d, whether it was reading or writing', (status) => {
  const result = ran([status, 200, status, 200, 200]);
  expect(result.log).toEqual([`GET ${status}`, 'GET 200', `PATCH ${status}`, 'GET 200', 'PATCH 200']);
  expect(result).toMatchObject({ status: 'Succeeded', minutes: 2 });
  expect(result.its.config.scaleAndConcurrency.alwaysReady).toEqual(wanted);
});

test('sets what it read last, so that a deployment in between is kept', () => {
  const its = app();
  const management = new FakeManagement(its, [200, 409]);
  const send: Send = (request) => {
    const response = management.send(request);
    if (response.statusCode === 409) its.config.runtime.version = '24';
    return response;
  };
  expect(run(workflow(its), send).status).toBe('Succeeded');
  expect(its.config.runtime.version).toBe('24');
});

test('gives up and fails, with all as it was', () => {
  const result = ran(Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? 200 : 409)));
  expect(result).toMatchObject({
    status: 'Failed',
    error: { code: 'NotSet', message: 'Azure took the always-ready instances in none of 15 attempts.' },
    minutes: 15,
  });
  expect(result.log).toHaveLength(30);
  expect(result.its.config).toEqual(app().config);
});

test('succeeds with the last attempt', () => {
  expect(ran([409, 409], 3)).toMatchObject({ status: 'Succeeded', minutes: 2 });
  expect(ran([409, 409, 409], 3)).toMatchObject({ status: 'Failed', minutes: 3 });
});

test('fails if it may not write, or if the answer is no app', () => {
  const its = app();
  const other = { ...its, writer: its.writer.replace('capacity', 'other') };
  expect(run(workflow(other, 2), new FakeManagement(its).send).status).toBe('Failed');
  expect(run(workflow(its, 2), () => ({ statusCode: 200, body: {} })).status).toBe('Failed');
});

describe('the interpreter', () => {
  const action = (type: string, inputs: unknown) => ({ It: { type, runAfter: {}, inputs } }) as Actions;
  const never: Send = () => {
    throw new Error('asked');
  };

  test.each([
    ['a function', action('Compose', "@utcNow('a')"), 'Unknown function utcNow of 1.'],
    ['an action', action('Response', {}), 'Unknown action Response.'],
    ['an action that did not run', action('Compose', "@outputs('Other')"), "No action 'Other' ran before."],
    ['text with a template', action('Compose', 'a @{b}'), 'Templates in text are not interpreted: a @{b}'],
    [
      'an action after none',
      { It: { type: 'Compose', runAfter: { Other: ['Succeeded'] } } } as Actions,
      'No action comes next of It.',
    ],
  ])('refuses %s that it does not know', (_, actions, message) => {
    expect(() => run(actions, never)).toThrow(new Error(message));
  });
});
