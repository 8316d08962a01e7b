const w3c = /(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}/;

/** The first of the given values that holds a trace context; callers send them, so anything may stand there. */
export function traceparent(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const match = typeof value === 'string' ? w3c.exec(value) : null;
    if (match && !/^0+$/.test(match[1]) && !/^0+$/.test(match[2])) return match[0];
  }
  return undefined;
}

/**
 * A header in which a traced function repeats its context to the one that it calls: platforms put a span of their own into
 * `traceparent` on the way.
 */
export const TRACEPARENT_COPY = 'x-faasade-traceparent';

/** The id that the log lines of one trace share. */
export function traceId(parent: string | undefined): string | undefined {
  return parent?.split('-')[1];
}
