import * as path from 'node:path';
import type { Message } from 'esbuild';
import type { Entry } from './entry';
import { splitSpecifier } from './paths';

const SHOWN = 10;

/** esbuild's name for the module that asks the entry for its default export. */
const STUB = '<stdin>';

export function noDefaultExport(entry: Entry): Error {
  return new Error(
    `Entry '${entry.name}' has no default export. Export the handler: \`export default { async fetch(request) { … } }\`.`,
  );
}

/** What esbuild threw, in the user's words. */
export function buildError(error: unknown, entry: Entry, cloud: string): Error {
  const messages = (error as { errors?: Message[] }).errors ?? [];
  if (messages.some(({ location, text }) => location?.file === STUB && text.startsWith('No matching export'))) {
    return noDefaultExport(entry);
  }
  const lines = messages
    .slice(0, SHOWN)
    .map((message) => `${place(message, entry.root)}${sentence(message.text)}${wayOut(message.text)}`);
  if (messages.length > SHOWN) lines.push(`… and ${messages.length - SHOWN} more.`);
  if (lines.length === 0) lines.push((error as Error).message);
  return new Error(
    `Entry '${entry.name}' cannot be bundled for ${cloud}:\n${lines.map((line) => `  ${line}`).join('\n')}`,
  );
}

/** `file:line:column: `, the file as seen from the working directory. */
export function place({ location }: Message, root: string): string {
  if (!location) return '';
  return `${path.relative(process.cwd(), path.resolve(root, location.file))}:${location.line}:${location.column}: `;
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

function wayOut(text: string): string {
  const [, specifier] = /^Could not resolve "(.+)"$/.exec(text) ?? [];
  if (specifier && /^[./]/.test(specifier)) return ' Check the path.';
  if (specifier) {
    return ` Install it (\`npm install ${splitSpecifier(specifier).name}\`), or name it in \`external\` if the runtime holds it.`;
  }
  if (text.startsWith('Top-level await')) return ' Await in a method instead.';
  const [, extension] = /^No loader is configured for "(.+)" files/.exec(text) ?? [];
  return extension ? ` Choose one: \`loader: { '${extension}': 'text' }\`.` : '';
}
