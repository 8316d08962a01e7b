/** The handler's method for each kind of trigger; the adapter and synthesis check them with the same words. */
export const handlerMethods = {
  http: 'fetch',
  queue: 'queue',
  schedule: 'scheduled',
  topic: 'topic',
  objectCreated: 'object',
  tableChange: 'change',
} as const;

/** A trigger as far as the check needs it. */
export interface CheckedTrigger {
  readonly kind: keyof typeof handlerMethods;
  /** The id of the queue, topic, bucket or table, for the message. */
  readonly id?: string;
}

/**
 * What is wrong with a handler, the same at synthesis and at the function's start.
 * @param methods the methods of the default export; undefined where there is no default export
 * @returns one sentence or two for each missing method, a line each; undefined where nothing is missing
 */
export function missingMethods(
  methods: readonly string[] | undefined,
  triggers: readonly CheckedTrigger[],
): string | undefined {
  if (!methods) {
    return "The entry has no default export. Export the handler: 'export default { … } satisfies Handler'.";
  }
  const missing = triggers.filter(({ kind }) => !methods.includes(handlerMethods[kind]));
  const lines = missing.map(
    (trigger) =>
      `The handler has no method '${handlerMethods[trigger.kind]}', which its ${caller(trigger)} calls. ` +
      'Add it to the default export of the entry.',
  );
  return lines.length > 0 ? [...new Set(lines)].join('\n') : undefined;
}

const callers: { readonly [K in CheckedTrigger['kind']]: string } = {
  http: 'HTTP trigger',
  schedule: 'schedule trigger',
  queue: 'trigger on queue',
  topic: 'trigger on topic',
  objectCreated: 'trigger on bucket',
  tableChange: 'trigger on table',
};

function caller({ kind, id }: CheckedTrigger): string {
  return id === undefined ? callers[kind].replace(/^trigger on (\w+)$/, '$1 trigger') : `${callers[kind]} '${id}'`;
}
