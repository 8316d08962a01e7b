import type { PatchOperation } from '@azure/cosmos';
import { path } from './query';
import { cosmosProperty, TableLink } from '../../src/private/contract';
import type { Changes, Comparison, Condition } from '../clients';
import { comparisons } from '../private/conditions';

/** What Cosmos DB does by itself, all of it or nothing. */
export interface Patch {
  readonly operations: PatchOperation[];
  /** A predicate, where there is one. */
  readonly condition?: string;
}

/** Operations that one call takes. */
const most = 10;

/**
 * An update as one call, for items that many change at once. Undefined where Cosmos DB would not do exactly what
 * `update` means: then the item has to be read. What it refuses may be read and written too, so that a predicate may be
 * narrower than the condition, never wider.
 * @see https://learn.microsoft.com/azure/cosmos-db/partial-document-update
 */
export function patchOf({ t }: TableLink, changes: Changes, condition: Condition | undefined): Patch | undefined {
  // The time that is left is counted anew from each write, and only an item that was read tells it.
  if (t !== undefined || condition === 'absent') return undefined;
  const operations = operationsOf(changes);
  const predicate = typeof condition === 'object' ? predicateOf(condition) : '';
  if (!operations || operations.length === 0 || operations.length > most || predicate === undefined) return undefined;
  return { operations, ...(predicate && { condition: predicate }) };
}

function operationsOf({ set = {}, add = {}, remove = [] }: Changes): PatchOperation[] | undefined {
  const names = [...Object.keys(set), ...Object.keys(add), ...remove];
  // Other names would need the escapes of a JSON pointer.
  if (!names.every((name) => /^\w+$/.test(name)) || Object.values(set).includes(undefined!)) return undefined;
  const at = (name: string) => `/${cosmosProperty(name)}`;
  return [
    ...Object.entries(set).map(([name, value]) => ({ op: 'set', path: at(name), value }) as const),
    ...Object.entries(add).map(([name, value]) => ({ op: 'incr', path: at(name), value }) as const),
    ...remove.map((name) => ({ op: 'remove', path: at(name) }) as const),
  ];
}

function predicateOf(condition: Exclude<Condition, string>): string | undefined {
  const terms = comparisons(condition).map(([name, operator, operand]) => termOf[operator](path(name), operand));
  if (terms.length === 0) return '';
  return terms.every((term) => term !== undefined) ? `FROM c WHERE ${terms.join(' AND ')}` : undefined;
}

/** A term with its operand as a literal: a predicate takes no parameters. JSON's escapes are those of a literal. */
type Term = (property: string, operand: string | number | boolean) => string | undefined;

// Texts have an order of their own in Cosmos DB; that of numbers is everyone's.
const numeric =
  (operator: string): Term =>
  (property, operand) =>
    typeof operand === 'number' ? `${property} ${operator} ${JSON.stringify(operand)}` : undefined;

const termOf: { readonly [K in keyof Comparison]-?: Term } = {
  eq: (property, operand) => `${property} = ${JSON.stringify(operand)}`,
  ne: (property, operand) => `(NOT IS_DEFINED(${property}) OR ${property} != ${JSON.stringify(operand)})`,
  lt: numeric('<'),
  lte: numeric('<='),
  gt: numeric('>'),
  gte: numeric('>='),
  exists: (property, operand) => `${operand ? '' : 'NOT '}IS_DEFINED(${property})`,
};
