import type { Context } from '../../../handler/context';
import { breaker, Stoppable } from '../../../handler/stop/breaker';

const logged: string[] = [];
const log = { info: (text: string) => logged.push(text), error: (text: string) => logged.push(text) };
const context = { log, remainingTime: () => 1000 } as unknown as Context;

function functions(...broken: string[]) {
  const done: string[] = [];
  const one = (name: string): Stoppable => {
    const change = (action: string) => async () => {
      if (broken.includes(name)) throw new Error('no way');
      done.push(`${action} ${name}`);
    };
    return { name, stop: change('stop'), resume: change('resume') };
  };
  return { done, all: ['a', 'b', 'c'].map(one) };
}

beforeEach(() => (logged.length = 0));

test('changes every function, and tells of it', async () => {
  const { done, all } = functions();
  await breaker(() => all).topic!({ data: { action: 'stop' } } as never, context);
  await breaker(() => all).topic!({ data: { action: 'resume' } } as never, context);
  expect(done).toEqual(['stop a', 'stop b', 'stop c', 'resume a', 'resume b', 'resume c']);
  expect(logged).toEqual(['3 functions were changed: stop.', '3 functions were changed: resume.']);
});

test('one that fails keeps no other from being stopped, and fails the notice', async () => {
  const { done, all } = functions('a', 'c');
  await expect(breaker(() => all).topic!({ data: { action: 'stop' } } as never, context)).rejects.toThrow(
    new Error('2 of 3 functions could not be changed (stop): a: no way; c: no way'),
  );
  expect(done).toEqual(['stop b']);
});

test('an alarm that is over changes nothing', async () => {
  const { done, all } = functions();
  await breaker(() => all).topic!({ data: { incident: { state: 'closed' } } } as never, context);
  expect([done, logged]).toEqual([[], ['The notice asks for nothing.']]);
});
