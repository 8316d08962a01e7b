import { createHash } from 'crypto';
import { MemoryTable } from './handler/memory-table';
import type { Context } from '../handler/context';

// The entry point that users import.
jest.mock('faasade/handler', () => jest.requireActual('../handler/index'), { virtual: true });
const exam = jest.requireActual('../examples/online-exam/src/exam').default;
const grade = jest.requireActual('../examples/online-exam/src/grade').default;

const key = { k: ['id'] } as const;
let tables: Record<string, MemoryTable>;
let sent: unknown[];
let context: Context;

beforeEach(async () => {
  tables = Object.fromEntries(
    ['Candidates', 'Papers', 'Results', 'Done'].map((name) => [
      name,
      new MemoryTable(name === 'Done' ? { ...key, t: 'expires' } : key),
    ]),
  );
  sent = [];
  const log = { warn: () => undefined };
  const queue = () => ({ send: async (body: unknown) => void sent.push(body) });
  context = { table: (id: string) => tables[id], queue, log } as unknown as Context;
  const token = createHash('sha256').update('a-long-enough-secret').digest('hex');
  await tables.Candidates!.put({ id: 'ada', paper: 'math', token });
  await tables.Papers!.put({ id: 'math', questions: { q1: '1 + 1?', q2: '2 + 2?' }, key: { q1: '2', q2: '4' } });
});

function ask(path: string, token: string, body?: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return exam.fetch(new Request(`https://exam.example.com${path}`, { ...init, headers }), context);
}

test('a candidate gets the questions, and not the key', async () => {
  const response = await ask('/paper', 'ada.a-long-enough-secret');
  expect(await response.json()).toEqual({ paper: 'math', questions: { q1: '1 + 1?', q2: '2 + 2?' } });
});

test.each(['', 'ada', 'ada.another-long-secret', 'eve.a-long-enough-secret', 'ada.a-long-enough-secret.x'])(
  "'%s' is no token",
  async (token) => {
    expect((await ask('/paper', token)).status).toBe(401);
    expect((await ask('/answers', token, { choices: {} })).status).toBe(401);
    expect(sent).toEqual([]);
  },
);

test.each([
  [undefined],
  [{}],
  [{ choices: [] }],
  [{ choices: { q1: 'x'.repeat(21) } }],
  [{ choices: { '': '1' } }],
  [{ choices: { q1: 2 } }],
  [{ choices: { q1: null } }],
  [{ choices: { q1: ['2'] } }],
])('%j are no answers', async (body) => {
  const response = await ask('/answers', 'ada.a-long-enough-secret', body ?? 'no object');
  expect([response.status, sent]).toEqual([400, []]);
});

test("the first answers of a candidate are graded, and others' are not, however often they come", async () => {
  for (const choices of [
    { q1: '2', q2: '5' },
    { q1: '2', q2: '4' },
  ]) {
    expect((await ask('/answers', 'ada.a-long-enough-secret', { choices })).status).toBe(202);
  }
  const retried: number[] = [];
  const messages = [...sent, ...sent].map((body, index) => ({ body, attempt: 1, retry: () => retried.push(index) }));
  await grade.queue({ messages }, context);
  expect(await tables.Results!.get({ id: 'math.ada' })).toEqual({
    id: 'math.ada',
    candidate: 'ada',
    paper: 'math',
    right: 1,
    of: 2,
  });
  expect(retried).toEqual([]);
});

test('answers that come again when nothing remembers the first change no result', async () => {
  const message = (choices: object) => ({ body: { id: 'ada', paper: 'math', choices }, attempt: 1, retry });
  const retry = jest.fn();
  await grade.queue({ messages: [message({ q1: '2' })] }, context);
  tables.Done!.items.clear();
  await grade.queue({ messages: [message({ q1: '2', q2: '4' })] }, context);
  expect(await tables.Results!.get({ id: 'math.ada' })).toMatchObject({ right: 1 });
  expect(retry).not.toHaveBeenCalled();
});

test('two candidates are graded, whatever dashes their names and papers have', async () => {
  await tables.Papers!.put({ id: 'math-2', questions: {}, key: {} });
  const of = (id: string, paper: string) => ({ body: { id, paper, choices: {} }, attempt: 1, retry: () => undefined });
  await grade.queue({ messages: [of('2-ada', 'math'), of('ada', 'math-2')] }, context);
  const graded = await Promise.all(['math.2-ada', 'math-2.ada'].map((id) => tables.Results!.get({ id })));
  expect(graded).toMatchObject([{ candidate: '2-ada' }, { candidate: 'ada' }]);
});

test('answers to a paper that is not there yet come again', async () => {
  const retried: string[] = [];
  const body = { id: 'ada', paper: 'physics', choices: {} };
  await grade.queue({ messages: [{ body, attempt: 1, retry: () => retried.push('ada') }] }, context);
  expect(retried).toEqual(['ada']);
});
