import { loadHandler } from '../../../handler/private/load';

const code = '../../../handler/private/handler.js';

/** What the adapter makes of the file beside it. */
function loaded(exported: unknown): unknown {
  let handler: unknown;
  jest.isolateModules(() => {
    jest.doMock(code, () => exported, { virtual: true });
    handler = loadHandler([{ kind: 'http' }]);
  });
  return handler;
}

const handler = { fetch: () => new Response() };

test.each([
  ["a bundle's default export", { __esModule: true, default: handler }],
  ['exports.default', { default: handler }],
  ['module.exports', handler],
])('takes %s', (_, exported) => {
  expect(loaded(exported)).toBe(handler);
});

test('takes a function that carries methods', () => {
  const app = Object.assign(() => undefined, handler);
  expect(loaded({ __esModule: true, default: app })).toBe(app);
  expect(loaded(app)).toBe(app);
});

test.each([
  ['a bundle has no default export', { __esModule: true, fetch: handler.fetch }],
  ['nothing is exported', undefined],
  ['a text is exported', { default: 'fetch' }],
])('fails if %s', (_, exported) => {
  expect(() => loaded(exported)).toThrow(/^The entry has no default export\./);
});

test('fails if a method is missing', () => {
  expect(() => loaded({ default: {} })).toThrow(/^The handler has no method 'fetch'/);
});
