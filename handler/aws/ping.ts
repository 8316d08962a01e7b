import type { Context as LambdaContext } from 'aws-lambda';
import type { AwsPing } from '../../src/private/contract';
import { startedReady } from '../private/cold-start';

/** Milliseconds for which an instance stays busy, so that others who are pinged at the same time are others. */
const BUSY = 100;

/** What only functions with several pinged instances need. */
const others = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('./ping-others.js') as typeof import('./ping-others');

export function isPing(event: unknown): event is AwsPing {
  return typeof (event as Partial<AwsPing> | null)?.faasadePing === 'number';
}

/** Keeps this instance, and as many others as it is told to reach. */
export async function answerPing({ faasadePing: instances, alias }: AwsPing, context: LambdaContext): Promise<void> {
  startedReady();
  const busy = new Promise((resolve) => setTimeout(resolve, BUSY));
  if (alias !== undefined) await others().pingOthers(alias, instances - 1, context);
  await busy;
}
