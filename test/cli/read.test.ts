import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { aws } from './manifests';
import { readManifests } from '../../src/cli/read';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faasade-read-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A manifest whose one function tells where it came from. */
function write(below: string): void {
  mkdirSync(join(folder, below), { recursive: true });
  const manifest = {
    version: 1,
    functions: [{ ...aws.functions[0], path: below }],
    resources: [],
    stops: [],
    watches: [],
  };
  writeFileSync(join(folder, below, 'faasade.json'), JSON.stringify(manifest));
}

function read(...folders: string[]): string[] {
  return readManifests(folders.map((name) => join(folder, name))).functions.map(({ path }) => path);
}

test('reads nested assemblies, though the outer one has no manifest', () => {
  write('assembly-Live');
  write('assembly-Live/assembly-Live-Europe');
  write('assembly-Dev');
  write('asset.abc');
  expect(read('.')).toEqual(['assembly-Dev', 'assembly-Live', 'assembly-Live/assembly-Live-Europe']);
});

test('leaves out the folder of a stage that the engine no longer lists', () => {
  write('assembly-Live');
  write('assembly-Gone');
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: { 'assembly-Live': {} } }));
  expect(read('.')).toEqual(['assembly-Live']);
});

test('reads a folder once, however often it is named', () => {
  write('assembly-Live');
  expect(read('.', 'assembly-Live', './assembly-Live/../assembly-Live')).toEqual(['assembly-Live']);
});
