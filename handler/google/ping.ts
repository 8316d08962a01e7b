import type { Request as Incoming } from '@google-cloud/functions-framework';
import { GoogleTriggers, PING_PATH } from '../../src/private/contract';
import { startedReady } from '../private/cold-start';

/** Milliseconds for which an instance stays busy, so that others who are pinged at the same time are others. */
const BUSY = 500;

export function isPing({ method, path }: Incoming, { p: pinged }: GoogleTriggers): boolean {
  return pinged === 1 && method === 'GET' && path === PING_PATH;
}

/** Keeps the instance; the handler is not called, and its first invocation will not have waited for a start. */
export async function answerPing(): Promise<number> {
  startedReady();
  await new Promise((resolve) => setTimeout(resolve, BUSY));
  return 204;
}
