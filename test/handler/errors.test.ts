import { AccessDenied, InProgress, NotFound, ResourceError, Throttled } from '../../handler/index';

test('an error has its name, its message and its cause', () => {
  const cause = new Error('root');
  const error = new NotFound('gone', { cause });
  expect(error).toMatchObject({ name: 'NotFound', message: 'gone', cause });
  expect(error.stack).toMatch(/^NotFound: gone|^Error: gone/);
});

test('classes are told apart', () => {
  const error: unknown = new Throttled('busy');
  expect([error instanceof Throttled, error instanceof ResourceError, error instanceof Error]).toEqual([
    true,
    true,
    true,
  ]);
  expect([error instanceof NotFound, new InProgress('') instanceof Throttled]).toEqual([false, false]);
});

test.each([null, undefined, 'NotFound', {}, new Error('x'), { name: 'NotFound' }])('%p is none', (value) => {
  expect(value instanceof ResourceError || value instanceof NotFound).toBe(false);
});

test('a copy of the classes, as another bundle holds it, knows the same errors', () => {
  const original = new AccessDenied('no');
  jest.resetModules();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- once more
  const copy = require('../../handler/errors') as typeof import('../../handler/errors');
  expect(copy.AccessDenied).not.toBe(AccessDenied);
  expect([original instanceof copy.AccessDenied, original instanceof copy.NotFound]).toEqual([true, false]);
});

test("a class of the user's own is more than its parent", () => {
  class NoOrder extends NotFound {}
  expect(new NoOrder('x') instanceof NoOrder && new NoOrder('x') instanceof NotFound).toBe(true);
  expect(new NotFound('x') instanceof NoOrder).toBe(false);
});
