import { azureCall } from './rest';
import { again } from '../stop/again';
import { isTemporary } from '../stop/temporary';

/** A call of Azure's management interface. */
export interface ManagementCall {
  /** What fails, for the error: `Stopping 'shop'`. */
  readonly what: string;
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST';
  /** A resource's id, or an action's path below it. */
  readonly path: string;
  readonly version: string;
  readonly body?: object;
  /** Milliseconds that are left for the call and its retries. */
  readonly remainingTime: () => number;
}

/** Calls as the function's identity; tries again while something else is being done to the resource, or Azure is busy. */
export async function manage<T>(call: ManagementCall): Promise<T> {
  const { what, method, path, version, body, remainingTime } = call;
  return patiently(async () => {
    const response = await azureCall({
      what,
      url: `https://management.azure.com${path}?api-version=${version}`,
      audience: 'https://management.azure.com/',
      init: {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      },
      remainingTime,
    });
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }, remainingTime);
}

/** Does something again while it fails for the moment, as long as time is left. */
export function patiently<T>(work: () => Promise<T>, remainingTime: () => number): Promise<T> {
  return again(work, isTemporary, remainingTime);
}
