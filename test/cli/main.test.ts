import { spawn } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { BuiltCommand } from './command';
import { aws, terraform, watched } from './manifests';
import { version } from '../../package.json';

let command: BuiltCommand;
let folder: string;

beforeAll(() => {
  command = new BuiltCommand();
});
afterAll(() => command.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faasade-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function assembly(name: string, manifest: unknown): void {
  mkdirSync(join(folder, name));
  const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
  writeFileSync(join(folder, name, 'faasade.json'), text);
}

test('prints the parity table for a terminal, as Markdown and as JSON', () => {
  const text = command.run(['parity']);
  expect(text).toEqual({ status: 0, stderr: '', stdout: expect.stringContaining('Time limit of an invocation') });
  const markdown = command.run(['parity', '--markdown']);
  expect(markdown).toEqual({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/^\| Feature \| Id \| AWS \| Azure \| Google \|\n/),
  });
  const json = command.run(['parity', '--json']);
  expect(JSON.parse(json.stdout).features[0]).toMatchObject({ id: 'memory', verdicts: { aws: { kind: 'exact' } } });
});

test('shows folders beside each other, and merges their manifests as JSON', () => {
  // GIVEN
  assembly('cdk.out', aws);
  assembly('cdktf.out', terraform);
  // WHEN
  const text = command.run(['show', 'cdk.out', 'cdktf.out'], { cwd: folder });
  const json = command.run(['show', 'cdk.out', 'cdktf.out', '--json'], { cwd: folder });
  // THEN
  expect(text.status).toBe(0);
  expect(text.stdout).toMatch(/^Function Thumbnails\/Resize {2}src\/resize.ts, nodejs22\n +aws +azure +google\n/);
  expect(JSON.parse(json.stdout)).toEqual({
    version: 1,
    functions: [...aws.functions, ...terraform.functions],
    resources: [...aws.resources, ...terraform.resources],
    stops: aws.stops,
    watches: [],
  });
});

test('prints what stops a stack and what resumes it, and runs it where it is told to', () => {
  // GIVEN
  assembly('cdk.out', aws);
  assembly('cdktf.out', terraform);
  const options = { cwd: folder };
  // WHEN
  const printed = command.run(['stop', '--stack', 'thumbnails-aws'], options);
  const ran = command.run(['stop', 'cdk.out', '--stack', 'thumbnails-aws', '--yes'], options);
  const failed = command.run(['resume', '--stack', 'thumbnails-aws', '--yes'], options);
  // THEN
  expect(printed).toEqual({ status: 0, stderr: '', stdout: `echo '{"action":"stop"}'\n` });
  expect(ran).toEqual({ status: 0, stderr: '', stdout: `echo '{"action":"stop"}'\n{"action":"stop"}\n` });
  expect(failed).toEqual({
    status: 1,
    stdout: 'exit 3\n',
    stderr: 'faasade: The command ended with 3: exit 3\n',
  });
});

test('stops one scope of a stack, where it has several stops', () => {
  // GIVEN
  const [first] = aws.stops;
  const stopOf = (scope: string, says: string) => ({
    ...first!,
    path: `${scope}/Stop`,
    scope,
    commands: { stop: `echo ${says}`, resume: 'exit 3' },
  });
  const api = stopOf('thumbnails-aws/Api', 'api');
  const like = stopOf('thumbnails-aws/thumbnails-aws', 'alike');
  assembly('cdk.out', { ...aws, stops: [first, api, like] });
  const run = (...args: string[]) => command.run(['stop', '--stack', 'thumbnails-aws', ...args], { cwd: folder });
  const shown = command.run(['show', 'cdk.out'], { cwd: folder }).stdout.match(/(?<=^ +scope +)\S+$/gm);
  // WHEN
  const all = run();
  const [one, root, alike] = shown!.map((scope) => run('--scope', scope));
  const whole = run('--scope', 'thumbnails-aws/Api');
  const none = run('--scope', 'thumbnails-aws/Web');
  // THEN
  expect(shown).toEqual(['Api', 'thumbnails-aws', 'thumbnails-aws/thumbnails-aws']);
  expect(all.stdout).toBe(`echo api\necho '{"action":"stop"}'\necho alike\n`);
  expect([one, root, alike, whole].map((ran) => ran!.stdout)).toEqual([
    'echo api\n',
    `echo '{"action":"stop"}'\n`,
    'echo alike\n',
    'echo api\n',
  ]);
  expect(none.stderr).toBe(
    "faasade: No stop of the stack 'thumbnails-aws' guards 'thumbnails-aws/Web'. They guard: Api, thumbnails-aws, thumbnails-aws/thumbnails-aws.\n",
  );
});

test('fails to stop where there is no stop, and names those that are there', () => {
  // GIVEN
  const run = (...args: string[]) => command.run(['stop', ...args], { cwd: folder }).stderr;
  const nowhere = run('--stack', 'shop');
  assembly('cdktf.out', terraform);
  const none = run('--stack', 'shop');
  assembly('cdk.out', aws);
  const others = run('--stack', 'shop');
  // THEN
  expect(nowhere).toBe(
    'faasade: There is neither cdk.out nor cdktf.out here. Name the folder that the engine synthesizes into, or ' +
      'synthesize first, for example with `CDK_OUTDIR=cdk.out npx tsx app.ts`, `cdk synth` or `cdktf synth`.\n',
  );
  expect(none).toBe('faasade: No stack has a stop. Describe one with Stop.of(scope), synthesize and deploy.\n');
  expect(others).toBe("faasade: The stack 'shop' has no stop. Those that have one: thumbnails-aws.\n");
});

test('estimates what was synthesized, and says what it needs', () => {
  // GIVEN
  assembly('cdk.out', aws);
  const run = (...args: string[]) => command.run(['estimate', ...args], { cwd: folder });
  const workload = ['--requests', '10M', '--duration', '200ms'];
  // WHEN
  const json = run('cdk.out', ...workload, '--json');
  const errors = [
    [],
    ['--requests', '1'],
    ['--duration', '1s'],
    [...workload, '--region', 'eu-west-1'],
    [...workload, '--region', 'aws=mars-1'],
  ];
  // THEN
  expect(JSON.parse(json.stdout).functions).toMatchObject([{ name: 'Thumbnails/Resize', cloud: 'aws' }]);
  expect(errors.map((args) => run(...args).stderr)).toEqual([
    'faasade: Say what there is to do: --requests 10M --duration 200ms, or --workload workload.json.\n',
    'faasade: --requests needs --duration beside it. Say how long one takes, such as --duration 200ms.\n',
    'faasade: --duration needs --requests beside it. Say how many come a month, such as --requests 10M.\n',
    'faasade: --region eu-west-1 names no cloud. Write it such as --region aws=eu-west-1.\n',
    expect.stringMatching(/^faasade: There are no prices of mars-1 on aws\. Price it as a region that is near, /),
  ]);
});

test('answers help and version', () => {
  const help = command.run(['--help']);
  expect(help).toMatchObject({ status: 0, stderr: '' });
  expect(help.stdout).toContain('  1  something to mend');
  expect(command.run(['show', '--help'])).toMatchObject({ status: 0, stderr: '' });
  expect(command.run(['--version'])).toEqual({ status: 0, stderr: '', stdout: `${version}\n` });
});

test('prints help as an error without a command', () => {
  expect(command.run([])).toEqual({ status: 2, stdout: '', stderr: command.run(['--help']).stdout });
});

test.each([
  [['shwo'], "Unknown command 'shwo'. Did you mean show?"],
  [['estimate-everything'], "Unknown command 'estimate-everything'. See faasade --help."],
  [['parity', '--markdwon'], "Unknown option '--markdwon'. Did you mean --markdown?"],
  [['parity', '--yaml'], "Unknown option '--yaml'. See faasade --help."],
  [['parity', '--json', '--markdown'], "Option '--markdown' cannot be used with option '--json'. See faasade --help."],
  [['parity', 'aws'], "Too many arguments for 'parity'. Expected 0 arguments but got 1. See faasade --help."],
  [
    ['estimate', '--workload', 'a.json', '--requests', '1'],
    "Option '--workload <file>' cannot be used with option '--requests <number>'. See faasade --help.",
  ],
  [
    ['estimate', '--json', '--html', 'a.html'],
    "Option '--json' cannot be used with option '--html <file>'. See faasade --help.",
  ],
  [['show'], "Missing required argument 'outdir'. See faasade --help."],
  [['stop'], "Required option '--stack <path>' not specified. See faasade --help."],
])('fails if called wrongly: %j', (args, message) => {
  expect(command.run(args)).toEqual({ status: 2, stdout: '', stderr: `faasade: ${message}\n` });
});

const another = (part: string) =>
  `'out/faasade.json' was written by another faasade than this one, which can't read its ${part}. Synthesize again.`;
const foreign = "'out/faasade.json' is not a manifest of faasade. Remove it and synthesize again.";

test.each([
  ['is not JSON', '{"version": 1', "'out/faasade.json' is not JSON. Synthesize again."],
  ['is JSON of something else', '[]', foreign],
  ['has no version', { functions: [], resources: [], stops: [], watches: [] }, foreign],
  ['has no functions', { version: 1, resources: [], stops: [], watches: [] }, another('functions')],
  [
    'has other functions',
    { version: 1, functions: [{ path: 'a' }], resources: [], stops: [], watches: [] },
    another('functions'),
  ],
  ['has other alarms', { ...aws, functions: [{ ...aws.functions[0], alarms: {} }] }, another('functions')],
  ['has stops of no scope', { ...aws, stops: [{ ...aws.stops[0], scope: undefined }] }, another('stops')],
  ['has stops that tell nothing', { ...aws, stops: [{ ...aws.stops[0], notify: undefined }] }, another('stops')],
  ['has no watches', { ...aws, watches: undefined }, another('watches')],
  [
    'has another budget',
    { ...watched, watches: [{ ...watched.watches[0], described: { notify: [] } }] },
    another('watches'),
  ],
  [
    'has other resources',
    { version: 1, functions: [], resources: [{ ...aws.resources[0], kind: undefined }], stops: [], watches: [] },
    another('resources'),
  ],
  ['is newer', { version: 2 }, "'out/faasade.json' has version 2, and this faasade reads version 1. Update faasade."],
  ['is older', { version: 0 }, "'out/faasade.json' has version 0, and this faasade reads version 1. Synthesize again."],
])('fails if a manifest %s', (_, manifest, message) => {
  assembly('out', manifest);
  const failed = { status: 1, stdout: '', stderr: `faasade: ${message}\n` };
  const estimate = ['estimate', 'out', '--requests', '1', '--duration', '1s'];
  for (const args of [['show', 'out'], estimate]) expect(command.run(args, { cwd: folder })).toEqual(failed);
});

const synthesize =
  'Synthesize first, for example with `CDK_OUTDIR=cdk.out npx tsx app.ts`, `cdk synth` or `cdktf synth`.';

test('fails if there is no folder, no manifest in it, or a file in its place', () => {
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'file'), '');
  const message = (name: string) => {
    const failed = command.run(['show', name], { cwd: folder });
    expect(failed).toMatchObject({ status: 1, stdout: '' });
    expect(command.run(['estimate', name, '--requests', '1', '--duration', '1s'], { cwd: folder })).toEqual(failed);
    return failed.stderr;
  };
  expect(message('none')).toBe(`faasade: There is no folder 'none'. ${synthesize}\n`);
  expect(message('empty')).toBe(
    `faasade: 'empty' holds no faasade.json, so nothing of faasade was synthesized into it. ${synthesize}\n`,
  );
  expect(message('file')).toBe("faasade: 'file' is a file. Name the folder that the engine synthesizes into.\n");
});

test('does not fail if the reader closes the pipe', async () => {
  const child = spawn(process.execPath, [command.file, 'parity', '--json']);
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  child.stdout.destroy();
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([code, stderr]).toEqual([0, '']);
});

test('has colour on a terminal only, unless NO_COLOR is set', () => {
  const terminal = join(folder, 'terminal.js');
  writeFileSync(terminal, 'process.stdout.isTTY = true;');
  const node = ['-r', terminal];
  const escape = '\u001b[';
  expect(command.run(['parity'], { node }).stdout).toContain(escape);
  expect(command.run(['parity'], { node, env: { NO_COLOR: '1' } }).stdout).not.toContain(escape);
  expect(command.run(['parity']).stdout).not.toContain(escape);
});

test('loads no engine and nothing else of the package', () => {
  // GIVEN
  const cache = join(folder, 'cache.js');
  writeFileSync(cache, "process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache))));");
  assembly('out', aws);
  // WHEN
  const { stderr } = command.run(['show', 'out'], { cwd: folder, node: ['-r', cache] });
  // THEN
  expect(JSON.parse(stderr)).toEqual([cache, command.file, join(__dirname, '..', '..', 'package.json')]);
  const inside = Object.keys(command.metafile.inputs);
  const others = inside.filter((path) => !/^src\/(cli|pricing|private)\/|^src\/\w+\/features\.ts$/.test(path));
  expect(new Set(others.map((path) => path.split('/').slice(0, 2).join('/')))).toEqual(
    new Set(
      [
        'cli-table3',
        'commander',
        'string-width',
        'strip-ansi',
        'ansi-regex',
        'emoji-regex',
        'is-fullwidth-code-point',
        '@colors',
      ].map((name) => `node_modules/${name}`),
    ),
  );
});
