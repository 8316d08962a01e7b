import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { aws, terraform } from './manifests';
import { costsOf } from '../../src/cli/costs';
import { estimateJson, estimateText } from '../../src/cli/estimate';
import { Failure } from '../../src/cli/failure';
import { style } from '../../src/cli/text';
import { readWorkload, workloadOf } from '../../src/cli/workload';
import type { Manifest } from '../../src/private/manifest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faasade-estimate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const manifest: Manifest = {
  version: 1,
  functions: [...aws.functions, ...terraform.functions],
  resources: [...aws.resources, ...terraform.resources],
  stops: aws.stops,
  watches: [],
};
const options = { freeTier: false, regions: {}, now: new Date('2026-12-01') };
const given = () => workloadOf('10M', '200ms');

/** A workload file with this in it. */
function file(content: unknown): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'workload.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('the JSON', () => {
  const json = (from = manifest, workload = given(), how = {}) =>
    JSON.parse(estimateJson(costsOf(from, workload, { ...options, ...how })));

  test('has each function on each cloud, with lines that add up', () => {
    const { functions } = json();
    expect(functions.map(({ name, cloud }: { name: string; cloud: string }) => `${name} ${cloud}`)).toEqual([
      'Thumbnails/Resize aws',
      'Thumbnails/Resize azure',
      'Thumbnails/Resize google',
    ]);
    for (const { usd, lines } of functions) {
      expect(usd).toBeGreaterThan(1);
      expect(lines.reduce((sum: number, line: { usd: number }) => sum + line.usd, 0)).toBeCloseTo(usd, 9);
    }
  });

  test('has what stands beside them', () => {
    expect(json().shared).toMatchObject([
      { cloud: 'aws', name: 'Stop', lines: [{ id: 'alarm', usd: 0.1 }] },
      { cloud: 'azure', lines: [{ id: 'service-bus', usd: 9.81 }] },
    ]);
  });

  test('costs less with what is free, and what a region costs', () => {
    const of = (from: { functions: { usd: number }[] }) => from.functions.map(({ usd }) => usd);
    const [paid, free, elsewhere] = [
      json(),
      json(manifest, given(), { freeTier: true }),
      json(manifest, given(), { regions: { google: 'europe-west3' } }),
    ].map(of);
    free!.forEach((usd, index) => expect(usd).toBeLessThan(paid![index]!));
    expect(elsewhere![2]).toBeGreaterThan(paid![2]!);
    expect(elsewhere!.slice(0, 2)).toEqual(paid!.slice(0, 2));
  });
});

test('the text has every place, what dominates, what waits, where which is the cheapest, and what is not known', () => {
  const text = estimateText(costsOf(manifest, given(), options), style(false));
  const [heading] = text.split('\n');
  expect(heading).toMatch(/^USD a month +aws +azure +google$/);
  expect(text).toMatch(/^Thumbnails\/Resize( +[\d.]+){3}$/m);
  expect(text).toMatch(/^together( +[\d.]+){3}$/m);
  expect(text).toMatch(/^ {2}azure +(compute|warm-compute) [\d.]+ \(\d+ %\), /m);
  expect(text).toMatch(/^Thumbnails\/Resize +aws +[\d.]+ +0\.76 +[\d.]+ % +\d+ ms$/m);
  expect(text).toMatch(/^ {2}(aws|google) .*requests.* USD at /m);
  expect(text).toContain(
    'The region on aws is known on deployment only: priced as us-east-1. Name it with --region aws=….',
  );
  expect(text).not.toContain('may have changed');
});

test('parts of one service in several stacks are no rivals', () => {
  const [resize] = aws.functions;
  const other = { ...resize!, stack: 'other-aws', path: 'other-aws/Thumbnails/Other' };
  const costs = costsOf({ ...aws, functions: [resize!, other] }, given(), options);
  expect(costs.cheapest).toEqual([]);
  expect(estimateText(costs, style(false))).not.toContain('The cheapest');
});

test('prices that are old are told', () => {
  const { notes } = costsOf(manifest, given(), { ...options, now: new Date('2027-06-01') });
  expect(notes).toContain('The prices of aws are of 2026-11-25: they may have changed. Update faasade.');
});

test('what stops functions has nothing to do, unless the workload names it', () => {
  const [resize] = aws.functions;
  const breaker = { ...resize!, path: 'thumbnails-aws/Stop/Breaker', triggers: [], capacity: { warm: 0, windows: [] } };
  const from: Manifest = { ...aws, functions: [{ ...breaker, triggers: resize!.triggers.slice(0, 1), scaling: [] }] };
  expect(costsOf(from, given(), options).requests).toBe(0);
  const named = readWorkload(file({ requests: 0, duration: '1s', functions: { 'Stop/Breaker': { requests: '1k' } } }));
  expect(costsOf(from, named, options).requests).toBe(1000);
});

test('a workload file holds for all, and for each function what it has otherwise', () => {
  const workload = readWorkload(
    file({
      requests: '2.5M',
      duration: '1.5s',
      functions: { 'Thumbnails/Resize': { requests: 1000, coldStarts: 0.2, coldStart: '2s', logSize: '512B' } },
    }),
  );
  expect(workload.of('Other')).toMatchObject({ requests: 2.5e6, seconds: 1.5, coldStarts: 0.01 });
  expect(workload.of('Thumbnails/Resize', 'Thumbnails/Resize')).toEqual({
    requests: 1000,
    seconds: 1.5,
    coldStarts: 0.2,
    coldStartSeconds: 2,
    messageKib: 1,
    logKib: 0.5,
  });
});

test('a workload names a function by the end of its path, for all clouds', () => {
  const workload = readWorkload(file({ requests: '1M', duration: '1s', functions: { Resize: { requests: 1000 } } }));
  const { requests, functions } = costsOf(manifest, workload, options);
  expect(requests).toBe(1000);
  const [aws1k, ...others] = functions.map(({ performance }) => performance!.concurrency);
  expect(aws1k).toBeLessThan(0.001);
  for (const other of others) expect(other).toBeCloseTo(aws1k!, 9);
});

test.each<[string, unknown, (path: string) => string]>([
  ['is not JSON', '{', (path) => `'${path}' is not JSON: `],
  ['is a list', [], (path) => `'${path}' is [], and no object of a workload.`],
  [
    'has a part that is none',
    { requestes: 1 },
    (path) =>
      `'${path}' has 'requestes', which is no part of a workload: requests, duration, coldStarts, coldStart, messageSize, logSize.`,
  ],
  [
    'has no unit',
    { duration: 200 },
    (path) => `The duration 200 in '${path}' has no unit: ms, s and m are known. Write it such as 200ms.`,
  ],
  [
    'has no unit for one function',
    { functions: { 'Thumbnails/Resize': { logSize: '2' } } },
    (path) =>
      `The logSize "2" of Thumbnails/Resize in '${path}' has no unit: B, KiB and MiB are known. Write it such as 2KiB.`,
  ],
  [
    'has less than nothing',
    { requests: -1 },
    (path) => `The requests -1 in '${path}' is no number of at least 0. Write it such as 10M.`,
  ],
  [
    'has more than all',
    { coldStarts: 1.5 },
    (path) => `The coldStarts 1.5 in '${path}' is no number from 0 to 1. Write it such as 0.01.`,
  ],
  [
    'has a list',
    { duration: ['1s'] },
    (path) => `The duration ["1s"] in '${path}' is no time. Write it such as 200ms.`,
  ],
  [
    'says not how long',
    { requests: 1 },
    (path) => `'${path}' says no duration of 'Thumbnails/Resize'. Write it there, or beside 'functions' for all.`,
  ],
  [
    'names what is not there',
    { requests: 1, duration: '1s', functions: { Pay: {} } },
    () => `The workload names 'Pay', which is no function. There are: Thumbnails/Resize.`,
  ],
])('refuses a workload that %s', (_, content, message) => {
  const path = file(content);
  const refused = () => costsOf(manifest, readWorkload(path), options);
  expect(refused).toThrow(Failure);
  // What is no JSON is told in the words of Node, which differ between its versions.
  expect(refused).toThrow(content === '{' ? message(path) : new Failure(message(path)));
});

test.each([
  ['10M', '200', '--duration 200 has no unit: ms, s and m are known. Write it such as 200ms.'],
  ['10M', '0.2h', "--duration 0.2h has the unit 'h': ms, s and m are known. Write it such as 200ms."],
  ['10M', '200MS', "--duration 200MS has the unit 'MS': ms, s and m are known. Write it such as 200ms."],
  ['10M', 'fast', '--duration fast is no time. Write it such as 200ms.'],
  ['10M', '', "--duration '' is no time. Write it such as 200ms."],
  ['10M', '-200ms', '--duration -200ms is no time. Write it such as 200ms.'],
  ['10K', '200ms', "--requests 10K ends with 'K', which is none of k, M and G. Write it such as 10k."],
  ['10m', '200ms', "--requests 10m ends with 'm', which is none of k, M and G. Write it such as 10M."],
  [
    '10 million',
    '200ms',
    "--requests 10 million ends with 'million', which is none of k, M and G. Write it such as 10M.",
  ],
  ['10,000,000', '200ms', "--requests 10,000,000 can't be read. Write 10000000."],
  ['1e6', '200ms', "--requests 1e6 can't be read. Write 1000000."],
  ['many', '200ms', '--requests many is no number of at least 0. Write it such as 10M.'],
  ['-1', '200ms', '--requests -1 is no number of at least 0. Write it such as 10M.'],
  ['', '200ms', "--requests '' is no number of at least 0. Write it such as 10M."],
  ['9'.repeat(400), '1s', `--requests ${'9'.repeat(400)} is no number of at least 0. Write it such as 10M.`],
])('refuses --requests %s --duration %s', (requests, duration, message) => {
  expect(() => workloadOf(requests, duration)).toThrow(new Failure(message));
});

test.each([
  ['10', '200ms', 10, 0.2],
  ['2.5k', '1.5 s', 2500, 1.5],
  ['1G', '2m', 1e9, 120],
  ['0', '0ms', 0, 0],
])('takes --requests %s --duration %s', (requests, duration, many, seconds) => {
  expect(workloadOf(requests, duration).of('Any')).toMatchObject({ requests: many, seconds });
});

test('refuses a workload that is not there, and a description without functions', () => {
  expect(() => readWorkload(join(folder, 'none.json'))).toThrow(
    new Failure(`There is no file '${join(folder, 'none.json')}' that can be read. Name one with --workload.`),
  );
  expect(() => costsOf({ ...manifest, functions: [] }, given(), options)).toThrow(
    new Failure('No functions were described, so that nothing costs anything.'),
  );
});
