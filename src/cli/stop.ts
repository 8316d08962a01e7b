import { existsSync } from 'fs';
import { Failure } from './failure';
import { scopeName } from './groups';
import { synthesis } from './read';
import type { Manifest } from '../private/manifest';

/** Where engines synthesize into by default. */
export const OUTDIRS = ['cdk.out', 'cdktf.out'];

/** The folders that were named, else those of the engines that are there. */
export function outdirs(named: readonly string[]): readonly string[] {
  if (named.length > 0) return named;
  const found = OUTDIRS.filter((folder) => existsSync(folder));
  if (found.length > 0) return found;
  throw new Failure(
    `There is neither ${OUTDIRS.join(' nor ')} here. Name the folder that the engine synthesizes into, or ${synthesis}`,
  );
}

/** Which stops are meant. */
export interface Chosen {
  readonly stack: string;
  /** What one of them guards, as `show` prints it; else all of the stack. */
  readonly scope?: string;
}

/** The clouds' own commands that publish to the stops of a stack. */
export function stopCommands({ stops }: Manifest, { stack, scope }: Chosen, action: 'stop' | 'resume'): string[] {
  const inStack = stops.filter((stop) => stop.stack === stack);
  const named = inStack.filter((stop) => scope === undefined || scopeName(stop) === scope);
  // What `show` prints comes first; whole paths, which stand in the manifest, are taken too.
  const found = named.length > 0 ? named : inStack.filter((stop) => stop.scope === scope);
  if (found.length > 0) return found.map(({ commands }) => commands[action]);
  if (inStack.length > 0) {
    throw new Failure(
      `No stop of the stack '${stack}' guards '${scope}'. They guard: ${inStack.map(scopeName).join(', ')}.`,
    );
  }
  const stacks = [...new Set(stops.map((stop) => stop.stack))];
  throw new Failure(
    stacks.length > 0
      ? `The stack '${stack}' has no stop. Those that have one: ${stacks.join(', ')}.`
      : `No stack has a stop. Describe one with Stop.of(scope), synthesize and deploy.`,
  );
}
