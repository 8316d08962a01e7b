import type { Handler } from '../handler';
import type { Work } from './push';
import { Arrived, created, dispatch } from '../private/arrived';
import { Delivered, parse } from '../private/message';

/** Hands a notification of Cloud Storage to the handler, if the object's key ends as it should. */
export function objectWork(handler: Handler, bucket: string, suffix: string): Work {
  return (delivered, context) => dispatch(handler, delivered, context, (message) => objectIn(message, bucket, suffix));
}

/**
 * The new object that a notification tells of.
 * @throws Error where it tells of none
 * @see https://cloud.google.com/storage/docs/pubsub-notifications#attributes
 */
function objectIn({ id, text, attributes, attempt }: Delivered, bucket: string, suffix: string): Arrived | undefined {
  const { eventType, objectId: key, eventTime: time } = attributes;
  const { size, etag } = (parse(text) ?? {}) as { readonly size?: unknown; readonly etag?: unknown };
  const known = eventType === 'OBJECT_FINALIZE' && key && !Number.isNaN(Date.parse(time));
  if (!known || !/^\d+$/.test(`${size}`) || typeof etag !== 'string') {
    throw new Error('A message at the path of a bucket is no notification of a new object.');
  }
  if (!key.endsWith(suffix)) return undefined;
  return created(bucket, { id, time, key, size: Number(size), etag, attempt });
}
