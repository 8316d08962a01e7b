import type { Caller } from '../../../handler/private/clients';

const caller: Caller = { traceparent: undefined, remainingTime: () => 1 };
const links = { q: { Jobs: ['url'] }, d: { Orders: { n: 'orders' }, Stock: {} } };

beforeEach(() => {
  jest.resetModules();
  process.env.FAASADE_LINKS = JSON.stringify(links);
});

const load = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- anew each time
  require('../../../handler/private/clients') as typeof import('../../../handler/private/clients');

test('a linked resource has the client of its kind, made of its link', () => {
  const create = jest.fn((..._given: unknown[]) => 'the client');
  jest.doMock('../../../handler/private/client-queue.js', () => ({ create }), { virtual: true });
  const { linked } = load();
  expect(linked('queue', 'Jobs', caller)).toBe('the client');
  expect(create).toHaveBeenCalledWith('Jobs', ['url'], caller);
});

test.each([
  [
    'queue',
    'Nope',
    "Queue 'Nope' is not linked to this function. Call grantSend(fn) on the queue where it is described. Linked are: 'Jobs'.",
  ],
  [
    'table',
    'Jobs',
    "Call grantRead or grantWrite(fn) on the table where it is described. Linked are: 'Orders', 'Stock'.",
  ],
  ['table', 'constructor', "Table 'constructor' is not linked"],
  ['function', 'Other', 'Call grantInvoke(fn) on the function where it is described. No function is linked.'],
] as const)('fails if the %s %s is not linked: the error names the grant and what is', (kind, id, message) => {
  const { linked } = load();
  expect(() => linked(kind, id, caller)).toThrow(message);
});

test('fails if the package holds no such client: the error says how to get it', () => {
  const { linked } = load();
  jest.doMock(
    '../../../handler/private/client-table.js',
    () => {
      throw Object.assign(new Error("Cannot find module './client-table.js'"), { code: 'MODULE_NOT_FOUND' });
    },
    { virtual: true },
  );
  expect(() => linked('table', 'Orders', caller)).toThrow('Code.bundle(entry, { clients: [Client.TABLE] })');
});

test('fails if a client cannot load something else: that comes through', () => {
  const { linked } = load();
  jest.doMock(
    '../../../handler/private/client-table.js',
    () => {
      throw Object.assign(new Error("Cannot find module '@aws-sdk/client-dynamodb'"), { code: 'MODULE_NOT_FOUND' });
    },
    { virtual: true },
  );
  expect(() => linked('table', 'Orders', caller)).toThrow("Cannot find module '@aws-sdk/client-dynamodb'");
});
