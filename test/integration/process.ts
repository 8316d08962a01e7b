import { ChildProcess, execFileSync, spawn } from 'child_process';
import { createServer } from 'net';
import { join } from 'path';
import { poll } from './mailbox';

export const root = join(__dirname, '..', '..');

/** What `run.mjs` installed. */
export const tools = JSON.parse(process.env.FAASADE_INTEGRATION ?? 'null') as {
  /** The AWS emulator. */
  readonly ministack: string;
  /** Packages of the Lambda runtime. */
  readonly runtimeModules: string;
  /** The Pub/Sub emulator. */
  readonly pubsubJar: string;
  /** The Firestore emulator. */
  readonly firestoreJar: string;
  /** The emulator of Cloud Storage. */
  readonly gcs: string;
  /** The static checks of templates. */
  readonly checkov: string;
};

export interface Running {
  readonly process: ChildProcess;
  readonly output: () => string;
  stop(): Promise<void>;
}

/** Starts a server; it ends with the tests, however they end. */
export function start(
  command: string,
  parameters: readonly string[],
  env: Record<string, string>,
  cwd = root,
): Running {
  const child = spawn(command, parameters, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = () => void child.kill();
  process.once('exit', end);
  return {
    process: child,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
      await ended;
      clearTimeout(timer);
      process.off('exit', end);
    },
  };
}

/** Waits for a server to answer. */
export async function answers(url: string, running: Running, seconds = 30): Promise<void> {
  await poll(
    () =>
      fetch(url).then(
        () => true as const,
        () => undefined,
      ),
    seconds,
    running.output,
  );
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Runs a program to its end; its output is in the error if it fails. */
export function run(command: string, parameters: readonly string[], env: Record<string, string>, cwd = root): string {
  try {
    return execFileSync(command, parameters, {
      cwd,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${parameters.join(' ')} failed.\n${stdout}\n${stderr}`);
  }
}

/** Runs a TypeScript program of the tests. */
export const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
