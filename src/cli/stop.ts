import { existsSync } from 'fs';
import { Failure } from './failure';
import type { Manifest } from '../private/manifest';

/** Where engines synthesize into by default. */
export const OUTDIRS = ['cdk.out', 'cdktf.out'];

/** The folders that were named, else those of the engines that are there. */
export function outdirs(named: readonly string[]): readonly string[] {
  if (named.length > 0) return named;
  const found = OUTDIRS.filter((folder) => existsSync(folder));
  if (found.length > 0) return found;
  throw new Failure(
    `There is neither ${OUTDIRS.join(' nor ')} here. Name the folder that the engine synthesizes into.`,
  );
}

/** The clouds' own commands that publish to the stops of a stack. */
export function stopCommands({ stops }: Manifest, stack: string, action: 'stop' | 'resume'): string[] {
  const found = stops.filter((stop) => stop.stack === stack);
  if (found.length > 0) return found.map(({ commands }) => commands[action]);
  const stacks = [...new Set(stops.map((stop) => stop.stack))];
  throw new Failure(
    stacks.length > 0
      ? `The stack '${stack}' has no stop. Those that have one: ${stacks.join(', ')}.`
      : `No stack has a stop. Describe one with Stop.of(scope), synthesize and deploy.`,
  );
}
