import { cleanUp, Project } from './project';
import { literalMethods } from '../../src/bundle/methods';

afterAll(cleanUp);

test.each<[string, string[]]>([
  [
    'export default { async fetch() {}, queue: () => {}, scheduled: other, "object"() {} }',
    ['fetch', 'queue', 'scheduled', 'object'],
  ],
  ['export default {}', []],
  ['const h = { fetch() {} }; export default h;', ['fetch']],
  ['const h = { fetch() {} }; export { h as default };', ['fetch']],
  ['export default { name: "x", list: [], nested: {}, fetch }', ['fetch']],
])('%s', (code, methods) => {
  expect(literalMethods(code)).toEqual(methods);
});

test.each([
  ['a spread', 'export default { ...base, fetch() {} }'],
  ['a computed key', 'export default { [name]() {} }'],
  ['a prototype', 'export default { __proto__: base, fetch() {} }'],
  ['a call', 'export default define({ fetch() {} })'],
  ['a class', 'export default class { fetch() {} }'],
  ['a function', 'export default function () {}'],
  ['an import', `import h from './h'; export default h;`],
  ['another module', `export { default } from './h';`],
  ['a constant that is added to', 'const h = { fetch() {} }; h.queue = () => {}; export default h;'],
  ['a constant that is passed on', 'const h = { fetch() {} }; extend(h); export default h;'],
  ['no default export', 'export const fetch = 1;'],
  ['CommonJS with a return', 'module.exports = {}; return;'],
])('uncertain: %s', (_, code) => {
  expect(literalMethods(code)).toBeUndefined();
});

test.each([
  ['ts', `interface H { fetch(): void } export default { fetch() {} } satisfies H;`],
  ['mts', `type H = { fetch(): void }; export default { fetch() {} } as H;`],
  ['ts', `type H = { fetch(): void }; const h: H = { fetch() {} } as const satisfies H; export default h;`],
  ['jsx', `export default { fetch() { return <p/>; } };`],
])('types do not hide methods (.%s): %s', (extension, source) => {
  const project = new Project({ [`src/handler.${extension}`]: source });
  expect(project.bundle(`src/handler.${extension}`).methods).toEqual(['fetch']);
});
