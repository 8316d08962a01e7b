import { Attributes, toAttribute } from './attribute-value';
import type { TableLink } from '../../src/private/contract';
import type { Changes, Condition, SortRange, Value } from '../clients';
import { comparisons } from '../private/conditions';
import { currentSecond } from '../private/ttl';

/**
 * Expressions of one request. Names and values stand in them as placeholders, so that no word is reserved and nothing
 * that a caller writes is read as an expression.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export class Expressions {
  readonly #placeholders = new Map<string, string>();
  readonly #names: Record<string, string> = {};
  readonly #values: Attributes = {};
  #count = 0;
  readonly #link: TableLink;
  readonly #now: number;

  constructor(link: TableLink, now = Date.now()) {
    this.#link = link;
    this.#now = currentSecond(now);
  }

  /** The placeholders; DynamoDB refuses members that hold none. */
  get attributes() {
    return {
      ExpressionAttributeNames: this.#placeholders.size > 0 ? this.#names : undefined,
      ExpressionAttributeValues: this.#count > 0 ? this.#values : undefined,
    };
  }

  /** A condition on the item that is there; undefined where there is none. */
  condition(condition: Condition | undefined): string | undefined {
    if (condition === undefined) return undefined;
    const [key] = this.#link.k;
    if (condition === 'exists') return this.#ofLiving(`attribute_exists(${this.#name(key)})`);
    if (condition === 'absent') return this.#orExpired(`attribute_not_exists(${this.#name(key)})`);
    const all = comparisons(condition).map(([name, operator, operand]) =>
      this.#comparison(this.#name(name), operator, operand),
    );
    return all.length > 0 ? all.join(' AND ') : undefined;
  }

  /** That the item has expired; undefined in a table whose items don't. */
  expired(): string | undefined {
    const { t } = this.#link;
    return t === undefined ? undefined : `${this.#name(t)} <= ${this.#value(this.#now)}`;
  }

  /** That the item has not expired, or there is none. */
  notExpired(): string | undefined {
    const expired = this.expired();
    return expired && `NOT ${expired}`;
  }

  /** What an update does; undefined where it does nothing. */
  update({ set, add, remove }: Changes): string | undefined {
    const clauses = [
      ['SET', Object.entries(set ?? {}).flatMap(([name, value]) => this.#assignment(name, value, ' = '))],
      ['ADD', Object.entries(add ?? {}).flatMap(([name, amount]) => this.#assignment(name, amount, ' '))],
      ['REMOVE', (remove ?? []).map((name) => this.#name(name))],
    ] as const;
    const text = clauses.filter(([, parts]) => parts.length > 0).map(([verb, parts]) => `${verb} ${parts.join(', ')}`);
    return text.length > 0 ? text.join(' ') : undefined;
  }

  /** Which items of a partition; an open end of a range with two is left to the caller, because there is `BETWEEN` only. */
  keyCondition([partition, value]: readonly [string, Value], sort: string | undefined, range: SortRange): string {
    const equals = `${this.#name(partition)} = ${this.#value(value)}`;
    const rest = sort === undefined ? undefined : this.#range(sort, range);
    return rest ? `${equals} AND ${rest}` : equals;
  }

  #range(sort: string, { eq, lt, lte, gt, gte, prefix }: SortRange): string | undefined {
    const low = gte ?? gt;
    const high = lte ?? lt;
    if (low !== undefined && high !== undefined) {
      return `${this.#name(sort)} BETWEEN ${this.#value(low)} AND ${this.#value(high)}`;
    }
    if (prefix !== undefined) {
      return prefix === '' ? undefined : `begins_with(${this.#name(sort)}, ${this.#value(prefix)})`;
    }
    const [, operator, operand] = comparisons({ [sort]: { eq, lt, lte, gt, gte } })[0] ?? [];
    return operator && `${this.#name(sort)} ${signs[operator as Sign]} ${this.#value(operand!)}`;
  }

  #comparison(name: string, operator: string, operand: string | number | boolean): string {
    if (operator === 'exists') {
      return operand ? this.#ofLiving(`attribute_exists(${name})`) : this.#orExpired(`attribute_not_exists(${name})`);
    }
    const text = `${name} ${signs[operator as Sign]} ${this.#value(operand)}`;
    return operator === 'ne' ? this.#orExpired(`attribute_not_exists(${name})`, text) : this.#ofLiving(text);
  }

  #ofLiving(text: string): string {
    const notExpired = this.notExpired();
    return notExpired ? `(${text} AND ${notExpired})` : text;
  }

  #orExpired(...texts: readonly string[]): string {
    const any = [...texts, this.expired()].filter((text) => text !== undefined);
    // DynamoDB refuses what it takes for redundant.
    return any.length > 1 ? `(${any.join(' OR ')})` : any.join();
  }

  #assignment(name: string, value: Value | undefined, sign: string): string[] {
    return value === undefined ? [] : [`${this.#name(name)}${sign}${this.#value(value)}`];
  }

  #name(name: string): string {
    const known = this.#placeholders.get(name);
    if (known !== undefined) return known;
    const placeholder = `#${this.#placeholders.size}`;
    this.#placeholders.set(name, placeholder);
    this.#names[placeholder] = name;
    return placeholder;
  }

  #value(value: Value): string {
    const placeholder = `:${this.#count++}`;
    this.#values[placeholder] = toAttribute(value);
    return placeholder;
  }
}

const signs = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

type Sign = keyof typeof signs;
