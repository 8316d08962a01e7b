import type { Changes, Item, Key, Value } from '../clients';

/** A value as Firestore writes it in JSON. */
export type FieldValue = Readonly<Record<string, unknown>>;
export type Fields = Readonly<Record<string, FieldValue>>;

/** Fields of a document that the handler does not see. */
export const hidden = {
  /** When Firestore may delete it. */
  ttl: '_ttl',
  /** Which write made it. */
  write: '_write',
} as const;

const hiddenNames: ReadonlySet<string> = new Set(Object.values(hidden));

/**
 * The hidden fields of an item.
 * @param ttlAttribute the attribute with the second at which it expires
 * @param write which write makes it
 */
export function hiddenFields(item: Item, ttlAttribute: string | undefined, write: string): Fields {
  const second = ttlAttribute === undefined ? undefined : item[ttlAttribute];
  const expires = typeof second === 'number' && second >= 0 && second < endOfTime;
  return {
    [hidden.write]: { stringValue: write },
    ...(expires && { [hidden.ttl]: { timestampValue: new Date(Math.floor(second) * 1000).toISOString() } }),
  };
}

/** The year 10000, in seconds: Firestore's timestamps end before it. */
const endOfTime = 253_402_300_800;

/**
 * An item's attributes as fields.
 * @throws Error where a value is not one that JSON can hold
 * @see https://firebase.google.com/docs/firestore/reference/rest/v1/Value
 */
export function toFields(item: Item): Fields {
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) fields[fieldName(name)] = toValue(value, name);
  }
  return fields;
}

/**
 * Fields after an update: those that it leaves alone stay as they are stored, whoever wrote them.
 * @param item what the update makes of the item
 */
export function changedFields(stored: Fields, item: Item, key: Key, { set, add, remove = [] }: Changes): Fields {
  const gone = new Set([...remove.map(fieldName), ...hiddenNames]);
  const kept = Object.entries(stored).filter(([name]) => !gone.has(name));
  const changed = Object.keys({ ...key, ...set, ...add }).map((name) => [name, item[name]]);
  return { ...Object.fromEntries(kept), ...toFields(Object.fromEntries(changed) as Item) };
}

/** The attributes that fields stand for. */
export function toItem(fields: Fields): Item {
  const shown = Object.entries(fields).filter(([name]) => !hiddenNames.has(name));
  return Object.fromEntries(shown.map(([name, value]) => [attributeName(name), fromValue(value)]));
}

/** Firestore takes neither an empty name nor one such as `__this__`; a hidden field keeps its name for itself. */
export function fieldName(attribute: string): string {
  const taken = attribute === '' || attribute.startsWith('\\') || /^__.*__$/s.test(attribute);
  return taken || hiddenNames.has(attribute) ? `\\${attribute}` : attribute;
}

function attributeName(field: string): string {
  return field.startsWith('\\') ? field.slice(1) : field;
}

/** Stands for an array within an array, which Firestore does not take: a name that no attribute gets. */
const nested = '\\[]';

export function toValue(value: Value, name: string): FieldValue {
  if (value === null) return { nullValue: null };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'number' && Number.isFinite(value)) {
    return Number.isSafeInteger(value) ? { integerValue: `${value}` } : { doubleValue: value };
  }
  if (Array.isArray(value)) {
    return { arrayValue: { values: value.map((element) => toElement(element as Value, name)) } };
  }
  if (isPlain(value)) return { mapValue: { fields: toFields(value as Item) } };
  throw new Error(`The value of attribute '${name}' is ${String(value)}, which JSON cannot hold.`);
}

function toElement(value: Value, name: string): FieldValue {
  const element = toValue(value, name);
  return 'arrayValue' in element ? { mapValue: { fields: { [nested]: element } } } : element;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
}

function fromValue(value: FieldValue): Value {
  if ('integerValue' in value) return Number(value.integerValue);
  if ('arrayValue' in value) return ((value.arrayValue as { values?: FieldValue[] }).values ?? []).map(fromValue);
  if ('mapValue' in value) {
    const { fields = {} } = value.mapValue as { fields?: Fields };
    return nested in fields ? fromValue(fields[nested]) : toItem(fields);
  }
  // Text, numbers and truth as they are; what others wrote in types of Firestore's own, as it writes them in JSON.
  return Object.values(value)[0] as Value;
}
