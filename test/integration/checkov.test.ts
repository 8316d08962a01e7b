import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { accepted } from './checkov-accepted';
import { Output, writeOutputs } from './checkov-outputs';
import { tools } from './process';
import { clouds, CloudName } from '../stacks';

/** What checkov writes of one framework. */
interface Report {
  readonly check_type: string;
  readonly summary: { readonly parsing_errors: number };
  readonly results: { readonly failed_checks: readonly Failure[] };
}

interface Failure {
  readonly check_id: string;
  readonly check_name: string;
  /** Begins with a slash. */
  readonly file_path: string;
  /** Its type or a word for it, a dot, and its id. */
  readonly resource: string;
}

const folder = mkdtempSync(join(tmpdir(), 'faasade-checkov-'));
let outputs: Output[];
let reports: Report[];

beforeAll(() => {
  outputs = writeOutputs(folder);
  reports = checkov(folder);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One run over everything. It reads nothing from the network, and ends with 1 where it finds something. */
function checkov(directory: string): Report[] {
  const frameworks = ['--framework', 'cloudformation', 'terraform_json'];
  const quiet = ['--skip-download', '--compact', '--quiet', '-o', 'json'];
  const parameters = ['--directory', directory, ...frameworks, ...quiet];
  const { stdout, stderr } = spawnSync(tools.checkov, parameters, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
  try {
    return JSON.parse(stdout) as Report[];
  } catch {
    throw new Error(`checkov failed.\n${stdout}\n${stderr}`);
  }
}

/** What was found on a cloud: of what check, and on which resource of which service. */
function findings(cloud: CloudName) {
  const of = new Map(outputs.map(({ path, ...output }) => [`/${path}`, output]));
  return reports
    .flatMap(({ results }) => results.failed_checks)
    .map((failure) => ({ failure, output: of.get(failure.file_path)! }))
    .filter(({ output }) => output.cloud === cloud)
    .map(({ failure, output }) => ({
      check: failure.check_id,
      on: `${output.service}/${failure.resource.slice(failure.resource.lastIndexOf('.') + 1)}`,
      text: failure.check_name,
    }));
}

test('checkov reads every output', () => {
  expect(reports.map(({ check_type }) => check_type).sort()).toEqual(['cloudformation', 'terraform_json']);
  expect(reports.map(({ summary }) => summary.parsing_errors)).toEqual([0, 0]);
  const read = new Set(reports.flatMap(({ results }) => results.failed_checks.map(({ file_path }) => file_path)));
  expect([...read].sort()).toEqual(outputs.map(({ path }) => `/${path}`).sort());
});

describe.each(clouds)('on %s', (cloud) => {
  test('nothing is found that was not accepted', () => {
    const open = findings(cloud).filter(({ check, on }) => {
      const entry = accepted[cloud][check];
      return !entry || (entry.on && !entry.on.test(on));
    });
    expect(open).toEqual([]);
  });

  test('nothing is accepted that is not found', () => {
    const found = new Set(findings(cloud).map(({ check }) => check));
    expect(Object.keys(accepted[cloud]).filter((check) => !found.has(check))).toEqual([]);
  });

  test('nothing is allowed that could be narrower', () => {
    expect(outputs.filter((output) => output.cloud === cloud).flatMap((output) => output.tooWide)).toEqual([]);
  });
});
