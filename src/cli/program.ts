import { Command, Option } from 'commander';
import { Failure } from './failure';
import { parityJson } from './parity';
import { parityMarkdown } from './parity-markdown';
import { parityText } from './parity-text';
import { readManifests } from './read';
import { show } from './show';
import { Chosen, outdirs, stopCommands } from './stop';
import { tables } from './tables';
import type { Style } from './text';

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
    .description('print what each cloud got for each function and resource, from folders that were synthesized')
    .argument('<outdir...>', 'folders such as cdk.out and cdktf.out')
    .option('--json', 'the manifests as one, as JSON')
    .action((folders: string[], { json }: { json?: true }) => {
      const manifest = readManifests(folders);
      out(json ? `${JSON.stringify(manifest, undefined, 2)}\n` : show(manifest, style));
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
      .option('--scope <path>', 'what one of its stops guards; without it, all of them')
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

/** One line, with the way out. */
function usageError(text: string): string {
  const [message, suggestion] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const hint = suggestion?.replace(/^\((.*)\)$/, '$1') ?? 'See faasade --help.';
  return `faasade: ${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.?$/, '.')} ${hint}\n`;
}
