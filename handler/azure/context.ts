import type { InvocationContext } from '@azure/functions';
import type { AzureTriggers } from '../../src/private/contract';
import { countdown, Invocation } from '../private/invocation';
import { line } from '../private/log';
import { traceparent } from '../private/trace';

const writers = { DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** The context of an invocation; `parents` are places where a caller may have left a trace context, nearest first. */
export function azureContext(
  event: unknown,
  context: InvocationContext,
  { t }: AzureTriggers,
  ...parents: readonly unknown[]
): Invocation {
  return new Invocation({
    invocationId: context.invocationId,
    traceparent: traceparent(...parents, context.traceContext?.traceParent),
    native: { event, context },
    remainingTime: countdown(t),
    // The invocation's own log ties a line to the invocation; standard output would not.
    sink: (level, entry) => context[writers[level]](line(entry)),
  });
}
