// A file of its own beside the adapter, loaded where several instances are pinged.
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Context as LambdaContext } from 'aws-lambda';
import type { AwsPing } from '../../src/private/contract';
import { toStdout } from '../private/log';

/** Milliseconds before the function's timeout at which waiting ends: an instance that starts slowly has started. */
const RESERVE = 500;

// A ping that is missed comes again.
const lambda = new LambdaClient({ maxAttempts: 1 });

/** Pings the function's own alias, from within it: all at once, so that each call takes an instance of its own. */
export async function pingOthers(FunctionName: string, count: number, context: LambdaContext): Promise<void> {
  const abortSignal = AbortSignal.timeout(Math.max(context.getRemainingTimeInMillis() - RESERVE, 0));
  const Payload = JSON.stringify({ faasadePing: 1 } satisfies AwsPing);
  const invoke = () => lambda.send(new InvokeCommand({ FunctionName, Payload }), { abortSignal });
  const calls = await Promise.allSettled(Array.from({ length: count }, invoke));
  const failed = calls.find((call) => call.status === 'rejected');
  if (failed && !abortSignal.aborted) warn(failed.reason);
}

function warn(error: unknown): void {
  const time = new Date().toISOString();
  const message = 'A ping did not reach all instances.';
  toStdout({ level: 'WARN', message, time, error, timestamp: time });
}
