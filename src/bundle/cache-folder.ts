import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Where packages are kept: FAASADE_CACHE_DIR, or beside what is installed, or a folder of the user's own. */
export function cacheFolder(root: string): string {
  const chosen = process.env.FAASADE_CACHE_DIR;
  if (chosen) return chosenFolder(chosen);
  const installed = path.join(root, 'node_modules');
  try {
    if (fs.existsSync(installed)) return writable(made(path.join(installed, '.cache', 'faasade')));
  } catch {
    // A project that is mounted read-only is bundled all the same.
  }
  return (temporary ??= privateFolder());
}

let temporary: string | undefined;

function chosenFolder(chosen: string): string {
  try {
    return writable(made(path.resolve(chosen)));
  } catch (error) {
    throw new Error(`FAASADE_CACHE_DIR is '${chosen}', which is no folder to write to: ${(error as Error).message}.`);
  }
}

function made(folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

function writable(folder: string): string {
  fs.accessSync(folder, fs.constants.W_OK);
  return folder;
}

/** Others may write to the folder for temporary files, so that what lies there must be a folder of the user's. */
function privateFolder(): string {
  const { uid, username } = os.userInfo();
  const folder = path.join(os.tmpdir(), `faasade-${uid < 0 ? username : uid}`);
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const stat = fs.lstatSync(folder);
  const ours = stat.isDirectory() && (uid < 0 || (stat.uid === uid && stat.mode % 0o100 === 0));
  return ours ? folder : fs.mkdtempSync(`${folder}-`);
}
