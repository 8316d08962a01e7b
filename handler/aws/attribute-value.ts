import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item, Value } from '../clients';

/**
 * An item as DynamoDB writes it: each value has one member, named by its type.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type Attributes = Record<string, AttributeValue>;

/**
 * A value as DynamoDB takes it.
 * @throws Error for what JSON cannot hold
 */
export function toAttribute(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number' && Number.isFinite(value)) return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (typeof value !== 'object') throw new Error(`An item holds ${String(value)}, which JSON cannot hold.`);
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? toAttribute(toJSON.call(value)) : { M: toAttributes(value) };
}

/** An item as DynamoDB takes it; what is undefined is not there. */
export function toAttributes(item: object): Attributes {
  const attributes: [name: string, value: AttributeValue][] = [];
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) attributes.push([name, toAttribute(value)]);
  }
  return Object.fromEntries(attributes);
}

/** What a value of each type is to the handler. Sets and bytes are what others wrote. */
const readers: Readonly<Record<string, (value: never) => Value>> = {
  S: (text: string) => text,
  N: (digits: string) => Number(digits),
  BOOL: (value: boolean) => value,
  NULL: () => null,
  L: (values: readonly AttributeValue[]) => values.map(toValue),
  M: toItem,
  SS: (texts: readonly string[]) => [...texts],
  NS: (digits: readonly string[]) => digits.map(Number),
  // Streams write bytes in base64 already.
  B: base64,
  BS: (values: readonly (string | Uint8Array)[]) => values.map(base64),
};

/** An item as DynamoDB writes it, read. */
export function toItem(attributes: Attributes): Item {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, toValue(value)]));
}

function toValue(attribute: AttributeValue): Value {
  const [type, value] = Object.entries(attribute).find(([name]) => Object.hasOwn(readers, name))!;
  return readers[type](value as never);
}

function base64(value: string | Uint8Array): string {
  return typeof value === 'string' ? value : Buffer.from(value).toString('base64');
}
