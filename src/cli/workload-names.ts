import { Failure } from './failure';
import { within } from './groups';
import { nearest } from './nearest';
import type { FunctionEntry } from '../private/manifest';

type Named = Pick<FunctionEntry, 'path' | 'stack' | 'entry'>;

/**
 * The name under which a workload has something of a function, by the function's path. A name is a function's path within
 * its stack, or whole segments at the end of its path; what was described once is named once, wherever it was put.
 */
export function namedBy(functions: readonly Named[], names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of names) {
    for (const fn of meantBy(functions, name)) {
      const other = found.get(fn.path);
      if (other !== undefined) {
        throw new Failure(
          `The workload names ${nameOf(fn)} twice, as '${other}' and as '${name}'. Leave one of them out.`,
        );
      }
      found.set(fn.path, name);
    }
  }
  return found;
}

function meantBy(functions: readonly Named[], name: string): readonly Named[] {
  const whole = functions.filter((fn) => nameOf(fn) === name);
  const ending = functions.filter(({ path }) => `/${path}`.endsWith(`/${name}`) && name !== '');
  const found = whole.length > 0 ? whole : ending;
  const several = namesOf(found);
  if (several.length > 1) {
    throw new Failure(
      `The workload names '${name}', which is the end of several functions: ${several.join(', ')}. Write more of the path.`,
    );
  }
  if (several.length === 0) throw unknown(name, namesOf(functions));
  // A path with its stack means the same description in other stacks too, so that clouds are compared with the same work.
  return functions.filter((fn) => found.some((one) => nameOf(one) === nameOf(fn) && one.entry === fn.entry));
}

function unknown(name: string, known: readonly string[]): Failure {
  const near = nearest(name, known);
  const way = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${known.join(', ')}.`;
  return new Failure(`The workload names '${name}', which is no function. ${way}`);
}

function namesOf(functions: readonly Named[]): string[] {
  return [...new Set(functions.map(nameOf))];
}

function nameOf({ stack, path }: Named): string {
  return within(stack, path);
}
