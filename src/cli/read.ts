import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'fs';
import { join } from 'path';
import { checkManifest } from './check';
import { Failure } from './failure';
import { type Manifest, MANIFEST_FILE } from '../private/manifest';

/** Commands that the README names too. */
export const synthesis =
  'synthesize first, for example with `CDK_OUTDIR=cdk.out npx tsx app.ts`, `cdk synth` or `cdktf synth`.';
const synthesize = `${synthesis[0]!.toUpperCase()}${synthesis.slice(1)}`;

/** The manifests of assemblies, and of those nested in them, as one. */
export function readManifests(folders: readonly string[]): Manifest {
  const files = new Map(folders.flatMap(manifestFiles).map((file) => [realpathSync(file), file]));
  const manifests = [...files.values()].map(readManifest);
  const order = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
  return {
    version: 1,
    functions: manifests.flatMap(({ functions }) => functions).sort(order),
    resources: manifests.flatMap(({ resources }) => resources).sort(order),
    stops: manifests.flatMap(({ stops }) => stops).sort(order),
    watches: manifests.flatMap(({ watches }) => watches).sort(order),
  };
}

function manifestFiles(folder: string): string[] {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats) throw new Failure(`There is no folder '${folder}'. ${synthesize}`);
  if (!stats.isDirectory()) {
    throw new Failure(`'${folder}' is a file. Name the folder that the engine synthesizes into.`);
  }
  const files = assemblies(folder)
    .map((assembly) => join(assembly, MANIFEST_FILE))
    .filter((file) => existsSync(file));
  if (files.length === 0) {
    throw new Failure(
      `'${folder}' holds no ${MANIFEST_FILE}, so nothing of faasade was synthesized into it. ${synthesize}`,
    );
  }
  return files;
}

/** A folder and the assemblies nested in it, which the AWS CDK makes one per stage. */
function assemblies(folder: string): string[] {
  const current = stages(folder);
  const nested = readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.isDirectory() && item.name.startsWith('assembly-'))
    .filter(({ name }) => !current || current.has(name))
    .map(({ name }) => join(folder, name))
    .sort();
  return [folder, ...nested.flatMap(assemblies)];
}

/** The stages that the engine lists: the folder of one that is gone stays behind. Unknown if there is no list. */
function stages(folder: string): Set<string> | undefined {
  try {
    const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { artifacts?: object };
    return artifacts && new Set(Object.keys(artifacts));
  } catch {
    return undefined;
  }
}

function readManifest(file: string): Manifest {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(`'${file}' can't be read: ${(error as Error).message}.`);
  }
  return checkManifest(text, file);
}
