import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { unzipSync } from 'fflate';
import { cleanUp, temporary } from './project';
import { zip } from '../../src/bundle/zip';

afterAll(cleanUp);

test('files are sorted and keep their bytes', () => {
  const bytes = new Uint8Array([0, 255, 128]);
  const files = unzipSync(zip({ 'z.bin': bytes, 'a.js': 'ä', 'B.js': '' }));
  expect(Object.keys(files)).toEqual(['B.js', 'a.js', 'z.bin']);
  expect([...files['z.bin']]).toEqual([...bytes]);
  expect(Buffer.from(files['a.js']).toString()).toBe('ä');
});

test('entries are plain files that everybody may read, from 1980', () => {
  const file = path.join(temporary, 'a.zip');
  fs.writeFileSync(file, zip({ 'a.js': 'a' }));
  expect(execFileSync('unzip', ['-Z', file], { encoding: 'utf8' })).toMatch(/-rw-r--r--\s.*unx.*80-Jan-01 12:00 a\.js/);
});

test('the order in which files are given changes nothing', () => {
  expect(zip({ a: '1', b: '2' })).toEqual(zip({ b: '2', a: '1' }));
});
