import * as fs from 'node:fs';
import { cleanUp, HANDLER, Project, target, texts } from './project';
import { usedClients } from '../../src/bundle/clients';

afterAll(cleanUp);

const kinds = ['queue', 'topic', 'bucket', 'table', 'secret', 'function'];

test.each([
  [`context.bucket('Uploads').get('a')`, ['bucket']],
  [`context?.bucket('Uploads')`, ['bucket']],
  [`context.bucket?.('Uploads')`, ['bucket']],
  [`context\n    .bucket('Uploads')`, ['bucket']],
  [`context['bucket']('Uploads'); context?.["table"]("Orders")`, ['bucket', 'table']],
  [`async function fetch(request, { bucket, log }) {}`, ['bucket']],
  [`const f = ({ queue: jobs = none }) => jobs`, ['queue']],
  [`const { log: { error }, 'topic': t } = context`, ['topic']],
  [`let s; ({ secret: s } = context)`, ['secret']],
  [`var a=(e,{function:t})=>t("Other")`, ['function']],
  [`for (const { table } of contexts) table('A')`, ['table']],
  [
    `exports.default={queue:async(e,t)=>{await t.queue("A").send(1),await t.topic("B").publish(2)}}`,
    ['queue', 'topic'],
  ],
])('finds what %s uses', (code, found) => {
  expect(usedClients(code, kinds)).toEqual(found);
});

test.each([
  `export default { queue(batch) {}, topic: async (event) => {}, 'bucket': 1 }`,
  `const options = { bucket, key }; return { table: 'x', function: f }`,
  `console.table(rows)`,
  `this.queue.push(1); const n = state.table.length; request.function = 1`,
  `const list = ['queue', 'topic']; return ['bucket']`,
  `function topic() {} topic(); new queue()`,
  `subqueue(1); a.queues(1); a.tableOf(1)`,
  `const { buckets, [queue]: other } = context`,
])('finds no client in %s', (code) => {
  expect(usedClients(code, kinds)).toEqual([]);
});

test('takes any name for a use where the code cannot be parsed', () => {
  expect(usedClients(`({ bucket }) => @@`, kinds)).toEqual(['bucket']);
});

test('follows code that nests deeper than the stack', () => {
  const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  expect(usedClients(`const { table } = context; x = { queue: 1 };`, kinds)).toEqual(['table']);
  expect(() => usedClients(`x = { queue: ${nested} }`, kinds)).not.toThrow();
});

describe('a package', () => {
  const client = (project: Project, text = 'exports.create = 1;') => {
    project.write({ 'clients/bucket.js': text, 'clients/queue.js': 'exports.create = 2;' });
    return { ...target, clients: { bucket: project.at('clients/bucket.js'), queue: project.at('clients/queue.js') } };
  };
  const USES = `export default { fetch: (request, context) => context.bucket('Uploads') };`;

  test('holds the clients that its bundle uses, or that are named, and no other', () => {
    const project = new Project({ 'src/handler.ts': USES });
    const found = texts(project.bundle('src/handler.ts', {}, client(project)));
    expect(Object.keys(found)).toContain('client-bucket.js');
    expect(Object.keys(found)).not.toContain('client-queue.js');
    const named = texts(project.bundle('src/handler.ts', { clients: ['queue'] }, client(project)));
    expect(named).toMatchObject({
      'client-bucket.js': 'exports.create = 1;',
      'client-queue.js': 'exports.create = 2;',
    });
  });

  test('fails if what is named is no client', () => {
    const project = new Project({ 'src/handler.ts': HANDLER });
    expect(() => project.bundle('src/handler.ts', { clients: ['blob'] }, client(project))).toThrow(
      "clients: 'blob' is no client. There are bucket, queue.",
    );
  });

  test('is the same, byte for byte, without a client and where there are none, and none is read', () => {
    const project = new Project({ 'src/handler.ts': HANDLER });
    const missing = { ...target, clients: { bucket: project.at('none.js') } };
    expect(project.bundle('src/handler.ts', {}, missing).hash).toBe(project.bundle().hash);
  });

  test('is made anew when a client that it holds changes, and only then', () => {
    const project = new Project({ 'src/handler.ts': USES });
    const first = project.bundle('src/handler.ts', {}, client(project));
    project.write({ 'clients/queue.js': 'other' });
    expect(project.bundle('src/handler.ts', {}, client(project))).toEqual(first);
    const second = project.bundle('src/handler.ts', {}, client(project, 'exports.create = 3;'));
    expect(second.hash).not.toBe(first.hash);
    expect(fs.existsSync(first.path)).toBe(true);
    expect(project.bundle('src/handler.ts', {}, client(project))).toEqual(first);
  });
});
