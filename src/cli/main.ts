import { spawnSync } from 'child_process';
import { createRequire } from 'module';
import { CommanderError } from 'commander';
import { exitCodes, Failure } from './failure';
import { program } from './program';
import { style } from './text';

const { version } = createRequire(__filename)('faasade/package.json') as { version: string };
const { stdout, stderr, argv, env } = process;

// A reader such as `head` may close the pipe before everything is written: that is no error of ours.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

async function main(): Promise<void> {
  await program({
    version,
    style: style(stdout.isTTY && !env.NO_COLOR, stdout.isTTY ? stdout.columns : undefined),
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    run: (command) => spawnSync(command, { shell: true, stdio: 'inherit' }).status ?? 1,
  }).parseAsync(argv);
}

main().catch((error: unknown) => {
  // The exit code is set, not forced, so that what was written reaches a pipe.
  if (error instanceof Failure) {
    stderr.write(`faasade: ${error.message}\n`);
    process.exitCode = exitCodes.failure;
  } else if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
  } else {
    throw error;
  }
});
