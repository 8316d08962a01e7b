import type { AzureOptions } from './options';
import { holdsToken } from '../private/tokens';

/** The options, if the required ones are there: plain JavaScript does not check. */
export function checkOptions<T extends AzureOptions>(what: string, options: T | undefined): T {
  for (const [name, meaning] of required) {
    const value: unknown = options?.[name];
    if (typeof value !== 'string' || value.trim() === '') throw new Error(`${what} needs a ${name}: ${meaning}.`);
  }
  if (holdsToken(options!.namespace) || !/[A-Za-z0-9]/.test(options!.namespace)) {
    throw new Error(
      `${what} has the namespace '${options!.namespace}', which names can't begin with. Give it letters.`,
    );
  }
  return options!;
}

const required: readonly (readonly ['location' | 'namespace', string])[] = [
  ['location', "the region, such as 'westeurope'"],
  ['namespace', "what global names begin with, such as your company's name"],
];
