import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { ApiError, Bucket, FileMetadata, IdempotencyStrategy, Storage } from '@google-cloud/storage';
import { kindOf } from './errors';
import type { StoredObject } from '../clients';
import type { CreateClient } from '../private/clients';
import { failure } from '../private/failure';
import { fromHeaders, toHeaders } from '../private/metadata';
import { checkSignature, defaultContentType, pageSize } from '../private/objects';
import { storedObject } from '../private/stored-object';

/** `STORAGE_EMULATOR_HOST` leads to an emulator. */
const storage = new Storage({
  projectId: process.env.GOOGLE_CLOUD_PROJECT,
  // What is written or deleted a second time is what it was; in seconds, because invocations are short.
  retryOptions: { idempotencyStrategy: IdempotencyStrategy.RetryAlways, maxRetryDelay: 1 },
});

/**
 * The objects of a bucket of Cloud Storage.
 * @see https://cloud.google.com/storage/docs/json_api
 */
export const create: CreateClient<'bucket', string> = (id, name) => {
  const bucket = storage.bucket(name);
  return {
    get: (key) =>
      attempt(`Getting '${key}' of bucket '${id}'`, () =>
        open(bucket, key).catch((error: unknown) => {
          // One that is replaced between the two calls of opening it is not found then.
          if (statusOf(error) !== 404) throw error;
          return open(bucket, key);
        }),
      ),

    async put(key, body, { contentType = defaultContentType, metadata } = {}) {
      const file = bucket.file(key);
      const options = { resumable: false, contentType, metadata: { metadata: toHeaders(metadata) } };
      await attempt(`Putting '${key}' into bucket '${id}'`, () =>
        body instanceof ReadableStream
          ? pipeline(Readable.fromWeb(body as WebStream), file.createWriteStream(options))
          : file.save(typeof body === 'string' ? body : bytes(body), options),
      );
    },

    async delete(key) {
      await attempt(`Deleting '${key}' of bucket '${id}'`, () => bucket.file(key).delete({ ignoreNotFound: true }));
    },

    async list(options = {}) {
      const query = {
        autoPaginate: false,
        prefix: options.prefix,
        maxResults: pageSize(id, options),
        pageToken: options.cursor,
        fields: 'items(name,size,etag),nextPageToken',
      };
      const [found, next] = await attempt(`Listing bucket '${id}'`, () => bucket.getFiles(query));
      // With `fields` they come as Cloud Storage writes them.
      const files = found as unknown as { readonly name: string; readonly size: string; readonly etag: string }[];
      const objects = files.map(({ name: key, size, etag }) => ({ key, size: Number(size), etag }));
      return { objects, cursor: (next as { readonly pageToken?: string } | null)?.pageToken };
    },

    async signedUrl(key, options) {
      checkSignature(id, options);
      const action = options.method === 'GET' ? 'read' : 'write';
      const expires = Date.now() + options.expiresIn * 1000;
      const [url] = await attempt(`Signing a URL of '${key}' of bucket '${id}'`, () =>
        bucket.file(key).getSignedUrl({ version: 'v4', action, expires }),
      );
      return url;
    },
  };
};

/** What an object is, and its contents of that same generation. */
async function open(bucket: Bucket, key: string): Promise<StoredObject> {
  const [found] = await bucket.file(key).getMetadata();
  const { generation, size, contentType, etag, metadata } = found as FileMetadata;
  // Bytes as they were put: what says that it is packed would be unpacked.
  const stream = bucket.file(key, { generation }).createReadStream({ decompress: false });
  // It calls when it is first read; a refusal comes as an error after its response.
  stream.read(0);
  const [{ statusCode }] = (await once(stream, 'response')) as [IncomingMessage];
  if (statusCode! >= 300) await once(stream, 'end');
  const facts = {
    size: Number(size),
    contentType,
    etag: etag!,
    metadata: fromHeaders(metadata as Record<string, string> | undefined),
  };
  return storedObject(facts, stream);
}

/** The same bytes, not copied. */
function bytes({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

async function attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { message } = error as ApiError;
    throw failure(kindOf(statusOf(error)), what, message, error);
  }
}

/** Errors of the system have a text as their code. */
function statusOf(error: unknown): number | undefined {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'number' ? code : undefined;
}
