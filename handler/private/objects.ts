import type { ListOptions } from '../clients';
import { limitOf } from './query';

/** What an object is where nothing is said. */
export const defaultContentType = 'application/octet-stream';

/** An etag without the quotes of its header, as events write it. */
export function bareEtag(etag: string | undefined): string {
  return (etag ?? '').replace(/^(?:W\/)?"(.*)"$/, '$1');
}

/** Seconds that a signed URL may last. */
const longestSignature = 604_800;

/** @throws Error where a URL cannot last this long, or be used so */
export function checkSignature(bucket: string, { method, expiresIn }: { method: string; expiresIn: number }): void {
  const fault = (reason: string) => new Error(`A URL of bucket '${bucket}' is not possible: ${reason}.`);
  if (method !== 'GET' && method !== 'PUT') throw fault(`the method is ${method}; it is GET or PUT`);
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > longestSignature) {
    throw fault(`it would last ${expiresIn} seconds; whole seconds from 1 to ${longestSignature} are possible`);
  }
}

/** Entries of a page of a list. */
export function pageSize(bucket: string, { limit }: ListOptions): number {
  return limitOf((reason) => new Error(`A list of bucket '${bucket}' is not possible: ${reason}.`), limit, 1000);
}
