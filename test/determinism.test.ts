import { spawnSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { requireBuilt, root } from './built';
import { filesOf } from './stacks';

requireBuilt('lib/index.js', 'handler/dist/aws/index.js');
const temporary = mkdtempSync(join(tmpdir(), 'faasade-determinism-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** What the example's handlers import. */
const bundled = ['pngjs'];

interface Machine {
  readonly folder: string;
  readonly umask: string;
  readonly env: Readonly<Record<string, string>>;
}

const machines: readonly Machine[] = [
  { folder: 'one', umask: '022', env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C', USER: 'ci', HOME: '/nonexistent' } },
  {
    folder: 'a deeper/place of work',
    umask: '077',
    env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', USER: 'ayşe' },
  },
];

/** The example, copied into a project of its own that has everything installed. */
function copied({ folder }: Machine): string {
  const project = join(temporary, folder);
  const modules = join(project, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    // What is bundled is copied: by a link, a file is where the link leads to.
    if (bundled.includes(name)) cpSync(join(root, 'node_modules', name), join(modules, name), { recursive: true });
    else if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  symlinkSync(root, join(modules, 'faasade'));
  cpSync(join(root, 'examples', 'thumbnails'), join(project, 'thumbnails'), {
    recursive: true,
    filter: (path) => !/(cdk|cdktf)\.out$/.test(path),
  });
  return join(project, 'thumbnails');
}

/**
 * A file as it is compared: as it is, but for one thing in one file. The CDK notes where each construct was created, in
 * metadata that nothing deploys and no option of a library turns off; the notes are taken out, and the rest stays.
 */
function compared(path: string, bytes: Buffer): string {
  if (path !== 'cdk.out/thumbnails-aws.metadata.json') return bytes.toString('latin1');
  const metadata: Record<string, { type: string }[]> = JSON.parse(bytes.toString());
  const kept = Object.entries(metadata).map(([construct, entries]) => [
    construct,
    entries.filter(({ type }) => type !== 'aws:cdk:creationStack'),
  ]);
  return JSON.stringify(Object.fromEntries(kept), undefined, 2);
}

/** Synthesizes on a machine, in processes of their own with a cache of their own; answers every file. */
function synthesized(machine: Machine): Map<string, Buffer> {
  const folder = copied(machine);
  for (const app of ['aws', 'terraform']) {
    const script = `umask ${machine.umask} && exec "$0" --import tsx ${app}.ts`;
    const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        FAASADE_CACHE_DIR: join(folder, '.cache'),
        CDK_OUTDIR: 'cdk.out',
        CDKTF_OUTDIR: 'cdktf.out',
        ...machine.env,
      },
    });
    if (status !== 0) throw new Error(stderr);
  }
  const files = new Map<string, Buffer>();
  for (const output of ['cdk.out', 'cdktf.out']) {
    filesOf(join(folder, output)).forEach((bytes, path) => files.set(join(output, path), bytes));
  }
  return files;
}

const [first, second] = machines.map(synthesized);

test('the assemblies hold templates, packages and manifests of all clouds', () => {
  const paths = [...first.keys()];
  expect(paths).toEqual(
    expect.arrayContaining([
      'cdk.out/faasade.json',
      'cdk.out/thumbnails-aws.template.json',
      'cdktf.out/faasade.json',
      'cdktf.out/stacks/thumbnails-azure/cdk.tf.json',
      'cdktf.out/stacks/thumbnails-google/cdk.tf.json',
    ]),
  );
  expect(paths.filter((path) => path.endsWith('.zip')).length).toBeGreaterThanOrEqual(3);
});

test('another time zone, language, umask and folder give the same files', () => {
  expect([...second.keys()]).toEqual([...first.keys()]);
});

test.each([...first.keys()])('%s is the same, byte for byte', (path) => {
  expect(compared(path, second.get(path)!)).toBe(compared(path, first.get(path)!));
});

test('no file names the folder, the machine or its user', () => {
  for (const [path, bytes] of second) {
    const text = Buffer.from(compared(path, bytes), 'latin1').toString();
    for (const word of [temporary, root, 'ayşe', 'Kiritimati']) {
      expect([path, word, text.includes(word)]).toEqual([path, word, false]);
    }
  }
});
