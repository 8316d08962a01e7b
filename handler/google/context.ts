import { randomUUID } from 'node:crypto';
import type { Request as Incoming } from '@google-cloud/functions-framework';
import type { GoogleTriggers } from '../../src/private/contract';
import { countdown, Invocation } from '../private/invocation';
import { Entry, Level, toStdout } from '../private/log';
import { traceparent } from '../private/trace';

/** The context of an invocation; `parents` are places where a caller may have left a trace context, nearest first. */
export function googleContext(event: Incoming, { t }: GoogleTriggers, ...parents: readonly unknown[]): Invocation {
  const invocation: Invocation = new Invocation({
    // Callers of a public function may send one.
    invocationId: /^[\w-]{1,64}$/.test(`${event.executionId}`) ? event.executionId! : randomUUID(),
    traceparent: traceparent(...parents, event.headers.traceparent),
    native: { event, context: undefined },
    remainingTime: countdown(t),
    sink: (level, entry) => toStdout({ ...entry, ...special(level, invocation.traceparent) }),
  });
  return invocation;
}

const severities = { DEBUG: 'DEBUG', INFO: 'INFO', WARN: 'WARNING', ERROR: 'ERROR' } as const;

/** @see https://cloud.google.com/logging/docs/structured-logging#special-payload-fields */
function special(level: Level, parent: string | undefined): Entry {
  if (!parent) return { severity: severities[level] };
  const [, trace, span, flags] = parent.split('-');
  const project = process.env.GOOGLE_CLOUD_PROJECT;
  return {
    severity: severities[level],
    'logging.googleapis.com/trace': project ? `projects/${project}/traces/${trace}` : trace,
    'logging.googleapis.com/spanId': span,
    'logging.googleapis.com/trace_sampled': flags === '01',
  };
}
