import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { aws, terraform } from './manifests';

const root = join(__dirname, '..', '..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faasade-report-'));
  for (const [name, manifest] of Object.entries({ 'cdk.out': aws, 'cdktf.out': terraform })) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'faasade.json'), JSON.stringify(manifest));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As it is published: plots are in a file of their own. */
function report(to: string, from: readonly string[] = []): { status: number | null; stderr: string } {
  const args = ['estimate', ...from, '--requests', '10M', '--duration', '200ms', '--html', to];
  return spawnSync(process.execPath, [join(root, 'bin', 'faasade'), ...args], { cwd: folder, encoding: 'utf8' });
}

test('one file has all of it: plots without scripts for wide and narrow screens, and tables that say the same', () => {
  expect(report('report.html')).toMatchObject({ status: 0, stderr: '' });
  const html = readFileSync(join(folder, 'report.html'), 'utf8');
  expect(html.match(/<svg /g)).toHaveLength(4);
  expect(html).not.toMatch(/<script|<link|<img|@import|url\(|(src|href)="(?!#)/);
  const namespaces = new Set(html.match(/https?:\/\/[^"\s]+/g));
  expect(namespaces).toEqual(new Set(['http://www.w3.org/2000/svg', 'http://www.w3.org/1999/xlink']));
  // For who can't see plots.
  expect(html.match(/aria-label="Cost in USD a month against requests a month, one line for each cloud/g)).toHaveLength(
    2,
  );
  expect(html.match(/<caption>/g)).toHaveLength(4);
  for (const place of ['aws', 'azure', 'google']) expect(html).toContain(`<th scope="col">${place}</th>`);
  expect(html).toMatch(/<th scope="row">Thumbnails\/Resize<\/th><td>aws<\/td><td>[\d.]+<\/td>/);
});

test('names are text', () => {
  const name = 'shop-aws/<script>alert(1)</script>';
  mkdirSync(join(folder, 'hostile'));
  const functions = [{ ...aws.functions[0], path: name, stack: 'shop-aws' }];
  writeFileSync(join(folder, 'hostile', 'faasade.json'), JSON.stringify({ ...aws, functions }));
  expect(report('hostile.html', ['hostile'])).toMatchObject({ status: 0 });
  const html = readFileSync(join(folder, 'hostile.html'), 'utf8');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).not.toContain('<script>');
});

test('fails where it can not be written', () => {
  const { status, stderr } = report('no/such/folder.html');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^faasade: 'no\/such\/folder\.html' can't be written: ENOENT/);
});
