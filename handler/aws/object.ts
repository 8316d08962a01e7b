import type { AwsObjectMessage, AwsTriggers } from '../../src/private/contract';
import { Arrived, created } from '../private/arrived';
import type { Delivered } from '../private/message';

/** @throws Error where the bucket triggers nothing here, or the message is not whole */
export function objectIn(buckets: AwsTriggers['o'] = [], body: unknown, { attempt }: Delivered): Arrived {
  const { o: bucket, id, t: time, key, size, etag } = body as AwsObjectMessage;
  if (!buckets.includes(bucket)) throw new Error('A bucket that does not trigger this function has a new object.');
  if (typeof id !== 'string' || typeof key !== 'string') throw new Error('The message of a new object is not whole.');
  return created(bucket, { id, time, key, size: Number(size), etag: String(etag), attempt });
}
