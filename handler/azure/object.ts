import { Arrived, created } from '../private/arrived';
import { Delivered, parse } from '../private/message';
import { bareEtag } from '../private/objects';

/**
 * What Event Grid writes for a new blob, in the schema of CloudEvents.
 * @see https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage
 */
interface BlobCreated {
  readonly id: string;
  readonly type: 'Microsoft.Storage.BlobCreated';
  readonly subject: string;
  readonly time: string;
  readonly data: { readonly eTag: string; readonly contentLength: number };
}

/** The key follows account and container. */
const subjects = /^\/blobServices\/default\/containers\/[^/]+\/blobs\/(.+)$/s;

/** @throws Error where the message tells of no new blob */
export function objectIn(bucket: string, { text, attempt }: Delivered): Arrived {
  const { id, type, subject, time, data } = (parse(text) ?? {}) as Partial<BlobCreated>;
  const [, key] = subjects.exec(`${subject}`) ?? [];
  if (type !== 'Microsoft.Storage.BlobCreated' || typeof id !== 'string' || key === undefined) {
    throw new Error('The message of a new object is not whole.');
  }
  const { eTag = '', contentLength } = data ?? {};
  return created(bucket, { id, time: `${time}`, key, size: Number(contentLength), etag: bareEtag(`${eTag}`), attempt });
}
