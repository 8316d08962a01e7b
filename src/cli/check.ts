import { Failure } from './failure';
import type { Manifest } from '../private/manifest';

const VERSION = 1;

/**
 * A manifest from its text. The schema is for others' editors and tests: here it is enough that what is printed can be
 * printed.
 */
export function checkManifest(text: string, file: string): Manifest {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Failure(`'${file}' is not JSON. Synthesize again.`);
  }
  const foreign = new Failure(`'${file}' is not a manifest of faasade. Remove it and synthesize again.`);
  if (!isObject(found)) throw foreign;
  const { version, functions, resources, stops, watches } = found;
  if (typeof version !== 'number') throw foreign;
  if (version !== VERSION) {
    const way = version > VERSION ? 'Update faasade' : 'Synthesize again';
    throw new Failure(`'${file}' has version ${version}, and this faasade reads version ${VERSION}. ${way}.`);
  }
  if (!isList(functions, isFunction) || !isList(resources, isResource) || !isList(stops, isStop)) throw foreign;
  if (!isList(watches, isWatch)) throw foreign;
  return found as unknown as Manifest;
}

function isFunction(value: unknown): boolean {
  if (!isEntry(value)) return false;
  const { described, capacity, limits, triggers, environment, links, scaling, entry, resources } = value;
  const lists =
    isList(environment, isString) && [triggers, links, scaling, resources].every((list) => isList(list, isObject));
  return lists && isString(entry) && [described, capacity, limits].every(isObject);
}

function isResource(value: unknown): boolean {
  return isEntry(value) && isString(value.kind) && isObject(value.described) && isList(value.resources, isObject);
}

function isStop(value: unknown): boolean {
  if (!isEntry(value)) return false;
  const { functions, commands, resources } = value;
  const lists = isList(functions, isString) && isList(resources, isObject);
  return lists && isObject(commands) && isString(commands.stop) && isString(commands.resume);
}

function isWatch(value: unknown): boolean {
  return isEntry(value) && isString(value.kind) && isList(value.resources, isObject);
}

function isEntry(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false;
  const { path, stack, cloud, verdicts } = value;
  return [path, stack, cloud].every(isString) && isList(verdicts, isObject);
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}
