import type { AzureOptions } from './options';
import { regions } from './regions';
import { judgeRegion } from '../private/region';
import { holdsToken } from '../private/tokens';

/** The options, if the required ones are there: plain JavaScript does not check. */
export function checkOptions<T extends AzureOptions>(what: string, options: T | undefined): T {
  for (const [name, meaning] of required) {
    const value: unknown = options?.[name];
    if (typeof value !== 'string' || value.trim() === '') throw new Error(`${what} needs a ${name}: ${meaning}.`);
  }
  const { location, namespace } = options!;
  if (holdsToken(namespace) || !/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(namespace)) {
    throw new Error(
      `${what} has the namespace '${namespace}', which names can't begin with: letters, digits and '-', such as 'acme'.`,
    );
  }
  const { problem } = judgeRegion(location, regions);
  if (problem) throw new Error(`${what} has the location '${location}', ${problem}`);
  return options!;
}

const required: readonly (readonly ['location' | 'namespace', string])[] = [
  ['location', "the region, such as 'westeurope'"],
  ['namespace', "what global names begin with, such as your company's name"],
];
