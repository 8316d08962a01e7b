import type { Comparison, Condition, Item, Value } from '../clients';
import { compare } from './compare';

type Operator = keyof Comparison;

/** What each operator says of an attribute; undefined stands for one that is not there. */
const operators: { readonly [K in Operator]: (value: Value | undefined, operand: never) => boolean } = {
  eq: (value, operand) => value === operand,
  ne: (value, operand) => value !== operand,
  lt: (value, operand) => (compare(value, operand) ?? NaN) < 0,
  lte: (value, operand) => (compare(value, operand) ?? NaN) <= 0,
  gt: (value, operand) => (compare(value, operand) ?? NaN) > 0,
  gte: (value, operand) => (compare(value, operand) ?? NaN) >= 0,
  exists: (value, operand) => (value !== undefined) === operand,
};

/** Whether an item meets a condition; undefined stands for none, and for one that has expired. */
export function meets(item: Item | undefined, condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  if (typeof condition === 'string') return (item !== undefined) === (condition === 'exists');
  return comparisons(condition).every(([name, operator, operand]) =>
    operators[operator](item && Object.hasOwn(item, name) ? item[name] : undefined, operand as never),
  );
}

/**
 * The single comparisons of a condition, those that are undefined left out.
 * @throws Error for an operator that there is not
 */
export function comparisons(
  condition: Exclude<Condition, string>,
): (readonly [attribute: string, operator: Operator, operand: string | number | boolean])[] {
  return Object.entries(condition).flatMap(([name, comparison]) =>
    Object.entries(comparison)
      .filter(([, operand]) => operand !== undefined)
      .map(([operator, operand]) => {
        if (!Object.hasOwn(operators, operator)) {
          throw new Error(
            `A condition on '${name}' has '${operator}'. There are: ${Object.keys(operators).join(', ')}.`,
          );
        }
        return [name, operator as Operator, operand] as const;
      }),
  );
}
