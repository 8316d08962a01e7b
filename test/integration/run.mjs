/**
 * Installs what the integration tests need into node_modules/.cache, and runs them. A part that can't run fails: none
 * is skipped.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'faasade-integration');
const began = Date.now();
const say = (text) => console.log(`[${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s] ${text}`);
mkdirSync(cache, { recursive: true });

const tools = { ministack: ministack(), runtimeModules: runtime(), pubsubJar: pubsub() };
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

/** An AWS emulator that needs no Docker. */
function ministack() {
  const version = '1.5.33';
  const folder = join(cache, `ministack-${version}`);
  const program = join(folder, 'bin', 'ministack');
  if (!existsSync(program)) {
    say(`installing ministack ${version}`);
    need('python3', ['-m', 'venv', folder]);
    need(join(folder, 'bin', 'pip'), ['install', '--quiet', `ministack==${version}`]);
  }
  return program;
}

/** The AWS SDK, which Lambda's own runtime holds. */
function runtime() {
  const folder = join(cache, 'lambda-runtime');
  if (!existsSync(join(folder, 'node_modules', '@aws-sdk', 'client-sqs'))) {
    say('installing the AWS SDK of the Lambda runtime');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    need('npm', ['install', '--no-audit', '--no-fund', '--silent', '@aws-sdk/client-sqs@3'], folder);
  }
  return join(folder, 'node_modules');
}

/** Google's own emulator of Pub/Sub, a part of its command line. */
function pubsub() {
  need('java', ['-version']);
  const sdk = need('gcloud', ['info', '--format=value(installation.sdk_root)']).trim();
  const folder = join(sdk, 'platform', 'pubsub-emulator', 'lib');
  const jar =
    existsSync(folder) && readdirSync(folder).find((name) => /^cloud-pubsub-emulator-.*-all\.jar$/.test(name));
  if (!jar) throw new Error('The Pub/Sub emulator is missing. Run: gcloud components install pubsub-emulator');
  return join(folder, jar);
}

function need(command, parameters, cwd = root) {
  try {
    return execFileSync(command, parameters, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(
      `The integration tests need '${command} ${parameters.join(' ')}', which failed: ${error.stderr || error.message}`,
    );
  }
}
