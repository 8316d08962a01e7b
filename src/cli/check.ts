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
  const { version } = found;
  if (typeof version !== 'number') throw foreign;
  if (version !== VERSION) {
    const way = version > VERSION ? 'Update faasade' : 'Synthesize again';
    throw new Failure(`'${file}' has version ${version}, and this faasade reads version ${VERSION}. ${way}.`);
  }
  const unread = Object.entries(parts).find(([name, isPart]) => !isList(found[name], isPart));
  if (unread) {
    throw new Failure(
      `'${file}' was written by another faasade than this one, which can't read its ${unread[0]}. Synthesize again.`,
    );
  }
  return found as unknown as Manifest;
}

const parts = { functions: isFunction, resources: isResource, stops: isStop, watches: isWatch };

function isFunction(value: unknown): boolean {
  if (!isEntry(value)) return false;
  const { alarms, tracing, described, capacity, limits, triggers, environment, links, scaling, entry, resources } =
    value;
  const lists =
    isList(environment, isString) && [triggers, links, scaling, resources].every((list) => isList(list, isObject));
  const watched = alarms === undefined || isTelling(alarms);
  const traced = tracing === undefined || isObject(tracing);
  return lists && watched && traced && isString(entry) && [described, capacity, limits].every(isObject);
}

function isResource(value: unknown): boolean {
  return isEntry(value) && isString(value.kind) && isObject(value.described) && isList(value.resources, isObject);
}

function isStop(value: unknown): boolean {
  if (!isEntry(value)) return false;
  const { scope, functions, commands, notify, resources } = value;
  const lists = isList(functions, isString) && [notify, resources].every((list) => isList(list, isObject));
  return lists && isString(scope) && isObject(commands) && isString(commands.stop) && isString(commands.resume);
}

function isWatch(value: unknown): boolean {
  if (!isEntry(value)) return false;
  const { kind, scope, described, resources } = value;
  if (!isString(kind) || !isString(scope) || !isObject(described) || !isList(resources, isObject)) return false;
  return kind === 'budget' ? isBudget(described) : kind === 'dashboard' || isTelling(described);
}

function isBudget(value: Record<string, unknown>): boolean {
  const { monthlyUsd, hourlyUsd, alertAtPercent, forecastAtPercent } = value;
  const numbers = [monthlyUsd, hourlyUsd].every(isNumber);
  return numbers && isList(alertAtPercent, isNumber) && isList(forecastAtPercent, isNumber) && isTelling(value);
}

function isTelling(value: unknown): boolean {
  return isObject(value) && isList(value.notify, isObject);
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

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}
