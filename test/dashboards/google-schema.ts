import protos from '@google-cloud/monitoring-dashboards/build/protos/protos.json';

/** Of a description in protobuf, what is read here. */
interface Message {
  readonly fields?: Record<string, Field>;
  readonly oneofs?: Record<string, { readonly oneof: readonly string[] }>;
  readonly values?: Record<string, number>;
  readonly nested?: Record<string, Message>;
}

interface Field {
  readonly type: string;
  readonly rule?: 'repeated';
  readonly keyType?: string;
  readonly options?: Record<string, unknown>;
}

const integer = { type: 'integer' };
/** As protobuf writes in JSON what is no message of its own. */
const scalars: Record<string, object> = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  int32: integer,
  int64: { type: ['integer', 'string'], pattern: '^-?\\d+$' },
  double: { type: 'number' },
  'google.protobuf.Duration': { type: 'string', pattern: '^-?\\d+(\\.\\d{1,9})?s$' },
  'google.protobuf.Timestamp': { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' },
  'google.protobuf.Empty': { type: 'object', additionalProperties: false },
};

/**
 * A dashboard of Cloud Monitoring, from the description that Google publishes for its clients: nothing that it doesn't
 * know, all that it requires, and no two of what excludes each other.
 */
export function googleSchema(): object {
  const root = protos as unknown as Message;
  const definitions: Record<string, object> = {};
  const home = ['google', 'monitoring', 'dashboard', 'v1'];

  /** As protobuf looks names up: in the message itself, then in all that is around it. */
  function find(type: string, from: readonly string[]): readonly string[] {
    for (let length = from.length; length >= 0; length--) {
      const path = [...from.slice(0, length), ...type.split('.')];
      if (at(path)) return path;
    }
    throw new Error(`There is no '${type}' around ${from.join('.')}.`);
  }

  function at(path: readonly string[]): Message | undefined {
    return path.reduce<Message | undefined>((message, name) => message?.nested?.[name], root);
  }

  function typed(type: string, from: readonly string[]): object {
    if (scalars[type]) return scalars[type];
    const path = find(type, from);
    const name = path.join('.');
    if (scalars[name]) return scalars[name];
    if (!definitions[name]) {
      definitions[name] = {};
      definitions[name] = described(at(path)!, path);
    }
    return { $ref: `#/definitions/${name}` };
  }

  function described({ fields = {}, oneofs = {}, values }: Message, path: readonly string[]): object {
    if (values) return { enum: Object.keys(values) };
    const entries = Object.entries(fields);
    const excluded = Object.values(oneofs).flatMap(({ oneof }) => pairs(oneof));
    return {
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, field]) => [name, valueOf(field, path)])),
      required: entries.filter(([, field]) => isRequired(field)).map(([name]) => name),
      additionalProperties: false,
      ...(excluded.length > 0 && { allOf: excluded.map((both) => ({ not: { required: both } })) }),
    };
  }

  function valueOf({ type, rule, keyType }: Field, path: readonly string[]): object {
    const value = typed(type, path);
    if (keyType) return { type: 'object', additionalProperties: value };
    return rule === 'repeated' ? { type: 'array', items: value } : value;
  }

  return { ...typed('Dashboard', home), definitions };
}

function isRequired({ options }: Field): boolean {
  return options?.['(google.api.field_behavior)'] === 'REQUIRED';
}

function pairs(names: readonly string[]): string[][] {
  return names.flatMap((name, index) => names.slice(index + 1).map((other) => [name, other]));
}
