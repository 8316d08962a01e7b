import * as fs from 'node:fs';
import { cleanUp, HANDLER, Project, texts } from './project';

afterAll(cleanUp);

function withFiles(project: Project, files: Record<string, string>) {
  return project.bundle('src/handler.ts', { files });
}

test('files and folders lie where they are asked for', () => {
  const project = new Project({ 'src/handler.ts': HANDLER, 'mail/a.html': 'a', 'mail/more/b.html': 'b', 'c.txt': 'c' });
  fs.symlinkSync('..', project.at('mail/more/loop'));
  const found = texts(withFiles(project, { templates: project.at('mail'), 'data/c.txt': project.at('c.txt') }));
  expect(found).toMatchObject({ 'templates/a.html': 'a', 'templates/more/b.html': 'b', 'data/c.txt': 'c' });
  expect(Object.keys(found).filter((name) => name.startsWith('templates/'))).toHaveLength(2);
});

test('what they hold is part of the package, and so of the cache', () => {
  const project = new Project({ 'src/handler.ts': HANDLER, 'mail/package.json': '{"version":"1"}' });
  const files = { mail: project.at('mail') };
  const first = withFiles(project, files);
  expect(withFiles(project, files)).toEqual(first);
  project.write({ 'mail/package.json': '{"version":"2"}' });
  expect(texts(withFiles(project, files))['mail/package.json']).toBe('{"version":"2"}');
  project.write({ 'mail/new.html': '' });
  expect(Object.keys(texts(withFiles(project, files)))).toContain('mail/new.html');
});

test.each(['../a', '/a', 'a/../b', './a', 'a//b', '', 'a\\b', 'C:/a'])(
  'fails if a path leads elsewhere: %j',
  (name) => {
    const project = new Project({ 'src/handler.ts': HANDLER });
    expect(() => withFiles(project, { [name]: project.at('package.json') })).toThrow(
      `files: '${name}' is not a path in the package. Write one such as 'templates/mail.html': relative, with '/', and without '..'.`,
    );
  },
);

test('fails if what is to be put in does not exist', () => {
  const project = new Project({ 'src/handler.ts': HANDLER });
  expect(() => withFiles(project, { a: project.at('none') })).toThrow(
    `files: '${project.at('none')}' does not exist. Paths are absolute or relative to the working directory, which is '${process.cwd()}'.`,
  );
});

test("fails if it would replace one of the package's own", () => {
  const project = new Project({ 'src/handler.ts': HANDLER });
  expect(() => withFiles(project, { 'index.js': project.at('package.json') })).toThrow(
    "files: 'index.js' would replace a file of the package. Give it another name.",
  );
});
