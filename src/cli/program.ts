import { writeFileSync } from 'fs';
import { Command, Option } from 'commander';
import { costsOf } from './costs';
import { estimateJson, estimateText } from './estimate';
import { Failure } from './failure';
import { parityJson } from './parity';
import { parityMarkdown } from './parity-markdown';
import { parityText } from './parity-text';
import { readManifests } from './read';
import { show } from './show';
import { Chosen, outdirs, stopCommands } from './stop';
import { tables } from './tables';
import type { Style } from './text';
import { WorkloadFlags, workloadsOf } from './workload';
import { pricings } from '../pricing/clouds';

/** What the command needs of its process. */
export interface Io {
  readonly version: string;
  readonly style: Style;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Runs a command in a shell, and answers its exit code. */
  readonly run: (command: string) => number;
}

const exits = `
Exit codes:
  0  done
  1  something to mend: a folder that is missing or was not synthesized, a manifest that can't be read, a command of a
     cloud that failed
  2  the command was called wrongly

Colours are left out where the output is not a terminal, or NO_COLOR is set.`;

/** The commands and their options. Errors of usage are thrown as commander's own. */
export function program({ version, style, out, err, run }: Io): Command {
  const faasade = new Command('faasade')
    .description(
      'Shows what clouds have in common, and what each of them got of a description; stops and resumes functions.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err, outputError: (text, write) => write(usageError(text)) })
    .addHelpText('after', exits);

  faasade
    .command('parity')
    .description('print which features each cloud has exactly, approximated or not at all, and why')
    .addOption(new Option('--markdown', 'as a Markdown table').conflicts('json'))
    .option('--json', 'as JSON')
    .action(({ markdown, json }: { markdown?: true; json?: true }) => {
      out(markdown ? parityMarkdown(tables) : json ? parityJson(tables) : parityText(tables, style));
    });

  faasade
    .command('show')
    .description(
      'print what each cloud got for each function and resource and what watches them, from folders that were synthesized',
    )
    .argument('<outdir...>', 'folders such as cdk.out and cdktf.out')
    .option('--json', 'the manifests as one, as JSON')
    .action((folders: string[], { json }: { json?: true }) => {
      const manifest = readManifests(folders);
      out(json ? `${JSON.stringify(manifest, undefined, 2)}\n` : show(manifest, style));
    });

  faasade
    .command('estimate')
    .description('print what each function costs a month on each cloud, from folders that were synthesized')
    .argument('[outdir...]', 'folders such as cdk.out and cdktf.out')
    .option(
      '--requests <number>',
      'what comes to each function a month, such as 10M: HTTP requests, else messages (not batches) or events; schedules count by themselves',
    )
    .option('--duration <time>', 'how long one request or message takes, such as 200ms')
    .addOption(
      new Option(
        '--workload <file>',
        'both, and more, for each function by the end of its path: see the README',
      ).conflicts(['requests', 'duration']),
    )
    .option('--region <cloud=region...>', 'where to price what a cloud has, such as aws=eu-west-1')
    .option('--free-tier', 'take off what an account gets for nothing')
    .addOption(new Option('--json', 'as JSON').conflicts('html'))
    .option('--html <file>', 'write a report with plots into this file')
    .action(async (folders: string[], options: EstimateFlags) => {
      const costs = costsOf(readManifests(outdirs(folders)), workloadsOf(options), {
        freeTier: options.freeTier ?? false,
        regions: regionsOf(options.region ?? []),
        now: new Date(),
      });
      if (options.html === undefined) return out(options.json ? estimateJson(costs) : estimateText(costs, style));
      // It is the only one that needs a plotting library.
      const { report } = await import('./report.js');
      return save(options.html, await report(costs));
    });

  for (const [action, does] of [
    ['stop', 'stops the functions of a stack'],
    ['resume', 'resumes them as they were'],
  ] as const) {
    faasade
      .command(action)
      .description(`print the cloud's own command that ${does}, or run it`)
      .argument('[outdir...]', 'folders such as cdk.out and cdktf.out')
      .requiredOption('--stack <path>', 'the stack, as `show` prints it')
      .option('--scope <path>', 'what one of its stops guards, as `show` prints it; without it, all of them')
      .option('--yes', 'run the command')
      .action((folders: string[], { yes, ...chosen }: Chosen & { readonly yes?: true }) => {
        for (const command of stopCommands(readManifests(outdirs(folders)), chosen, action)) {
          out(`${command}\n`);
          const code = yes ? run(command) : 0;
          if (code !== 0) throw new Failure(`The command ended with ${code}: ${command}`);
        }
      });
  }
  return faasade;
}

interface EstimateFlags extends WorkloadFlags {
  readonly region?: readonly string[];
  readonly freeTier?: true;
  readonly json?: true;
  readonly html?: string;
}

function regionsOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const [, cloud, region] = /^(\w+)=([\w-]+)$/.exec(text) ?? [];
      if (cloud === undefined || region === undefined) {
        throw new Failure(`--region ${text} names no cloud. Write it such as --region aws=eu-west-1.`);
      }
      if (!(cloud in pricings)) {
        throw new Failure(`--region ${text}: there is no cloud '${cloud}', but ${Object.keys(pricings).join(', ')}.`);
      }
      return [cloud, region];
    }),
  );
}

function save(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Failure(`'${file}' can't be written: ${(error as Error).message}.`);
  }
}

/** One line, with the way out. */
function usageError(text: string): string {
  const [message, suggestion] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const hint = suggestion?.replace(/^\((.*)\)$/, '$1') ?? 'See faasade --help.';
  return `faasade: ${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.?$/, '.')} ${hint}\n`;
}
