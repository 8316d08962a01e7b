import type { Context as LambdaContext } from 'aws-lambda';
import { Invocation } from '../private/invocation';
import { Entry, Level, toStdout } from '../private/log';
import { traceparent } from '../private/trace';

/** The context of an invocation; `parents` are places where a caller may have left a trace context, nearest first. */
export function awsContext(event: unknown, context: LambdaContext, ...parents: readonly unknown[]): Invocation {
  return new Invocation({
    invocationId: context.awsRequestId,
    traceparent: traceparent(...parents) ?? fromXRay(process.env._X_AMZN_TRACE_ID),
    native: { event, context },
    remainingTime: () => context.getRemainingTimeInMillis(),
    sink,
  });
}

/**
 * A W3C trace context from X-Ray's: `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function fromXRay(header: unknown): string | undefined {
  if (typeof header !== 'string') return undefined;
  const root = /Root=1-([\da-f]{8})-([\da-f]{24})/.exec(header);
  const parent = /Parent=([\da-f]{16})/.exec(header);
  const sampled = /Sampled=1/.test(header) ? '01' : '00';
  return root && parent ? traceparent(`00-${root[1]}${root[2]}-${parent[1]}-${sampled}`) : undefined;
}

// Lambda filters lines by `level` only where they also hold `timestamp`. What a handler logs must make no metrics, which are
// paid for: CloudWatch makes them of `_aws`.
function sink(_level: Level, entry: Entry): void {
  toStdout({ ...entry, _aws: undefined, timestamp: entry.time });
}
