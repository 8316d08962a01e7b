/** The handler's method for each kind of trigger; the adapter and synthesis check them with the same words. */
export const handlerMethods = { http: 'fetch', queue: 'queue', schedule: 'scheduled' } as const;

/** A trigger as far as the check needs it. */
export interface CheckedTrigger {
  readonly kind: keyof typeof handlerMethods;
  /** The queue's id, for the message. */
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

function caller({ kind, id }: CheckedTrigger): string {
  if (kind === 'http') return 'HTTP trigger';
  if (kind === 'schedule') return 'schedule trigger';
  return id === undefined ? 'queue trigger' : `trigger on queue '${id}'`;
}
