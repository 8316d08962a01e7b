/**
 * Installs what the integration tests need into node_modules/.cache, and runs them. A part that can't run fails: none
 * is skipped.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'faasade-integration');
const began = Date.now();
const say = (text) => console.log(`[${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s] ${text}`);
mkdirSync(cache, { recursive: true });
let sdk;

const tools = {
  // An AWS emulator that needs no Docker.
  ministack: python('ministack', '1.5.33'),
  runtimeModules: join(root, 'node_modules'),
  pubsubJar: emulator('pubsub-emulator/lib', /^cloud-pubsub-emulator-.*-all\.jar$/),
  firestoreJar: emulator('cloud-firestore-emulator', /^cloud-firestore-emulator\.jar$/),
  gcs: gcs(),
  checkov: python('checkov', '3.3.30'),
};
say('running the tests');
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--config',
    'test/integration/jest.config.js',
    '--ci',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FAASADE_INTEGRATION: JSON.stringify(tools) } },
);
say(status === 0 ? 'done' : 'failed');
process.exit(status ?? 1);

/** A Python program, in an environment of its own. */
function python(name, version) {
  const folder = join(cache, `${name}-${version}`);
  const program = join(folder, 'bin', name);
  if (!existsSync(program)) {
    say(`installing ${name} ${version}`);
    need('python3', ['-m', 'venv', folder]);
    need(join(folder, 'bin', 'pip'), ['install', '--quiet', `${name}==${version}`]);
  }
  return program;
}

/** One of Google's own emulators, a part of its command line. */
function emulator(path, name) {
  need('java', ['-version']);
  sdk ??= need('gcloud', ['info', '--format=value(installation.sdk_root)']).trim();
  const [component] = path.split('/');
  const folder = join(sdk, 'platform', path);
  const jar = existsSync(folder) && readdirSync(folder).find((file) => name.test(file));
  if (!jar) throw new Error(`'${component}' is missing. Run: gcloud components install ${component}`);
  return join(folder, jar);
}

/** An emulator of Cloud Storage: Google has none for the API that the SDK speaks. */
function gcs() {
  const version = '1.52.2';
  const folder = join(cache, `fake-gcs-server-${version}`);
  const program = join(folder, 'fake-gcs-server');
  if (!existsSync(program)) {
    say(`building fake-gcs-server ${version}, which takes some minutes`);
    need('go', ['install', `github.com/fsouza/fake-gcs-server@v${version}`], root, { GOBIN: folder });
  }
  return program;
}

function need(command, parameters, cwd = root, env = {}) {
  const stdio = ['ignore', 'pipe', 'pipe'];
  try {
    return execFileSync(command, parameters, { cwd, encoding: 'utf8', stdio, env: { ...process.env, ...env } });
  } catch (error) {
    throw new Error(
      `The integration tests need '${command} ${parameters.join(' ')}', which failed: ${error.stderr || error.message}`,
    );
  }
}
