import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { Blobs, blobsOf } from './blobs';
import { attempt } from './errors';
import { signedUrl } from './signed-url';
import type { AzureLinks } from '../../src/private/contract';
import type { BucketClient } from '../clients';
import type { Caller, CreateClient } from '../private/clients';
import { fromHeaders, toHeaders } from '../private/metadata';
import { bareEtag, checkSignature, defaultContentType, pageSize } from '../private/objects';
import { storedObject } from '../private/stored-object';

type BucketLink = NonNullable<AzureLinks['b']>[string];

/** The objects of a blob container. */
export const create: CreateClient<'bucket', BucketLink> = (id, link, caller) => bucketClient(id, blobsOf(link), caller);

/** Bytes of a part of a stream, and how many parts are under way at a time: what a stream takes of memory. */
const partSize = 4 * 1024 * 1024;
const partsAtATime = 4;

/** The client of a container, however it is reached. */
export function bucketClient(id: string, { service, container }: Blobs, { remainingTime }: Caller): BucketClient {
  const options = () => ({ abortSignal: AbortSignal.timeout(Math.max(1, remainingTime())) });
  return {
    get: (key) =>
      attempt(`Getting '${key}' from bucket '${id}'`, async () => {
        const got = await container.getBlobClient(key).download(0, undefined, options());
        const facts = {
          size: got.contentLength!,
          contentType: got.contentType,
          etag: bareEtag(got.etag),
          metadata: fromHeaders(got.metadata),
        };
        return storedObject(facts, got.readableStreamBody as Readable);
      }),

    put: (key, body, { contentType = defaultContentType, metadata } = {}) =>
      attempt(`Putting '${key}' into bucket '${id}'`, async () => {
        const blob = container.getBlockBlobClient(key);
        const upload = {
          ...options(),
          blobHTTPHeaders: { blobContentType: contentType },
          metadata: toHeaders(metadata),
        };
        if (body instanceof ReadableStream) {
          await blob.uploadStream(Readable.fromWeb(body as NodeStream), partSize, partsAtATime, upload);
        } else {
          await blob.uploadData(typeof body === 'string' ? Buffer.from(body) : body, upload);
        }
      }),

    delete: (key) =>
      attempt(`Deleting '${key}' from bucket '${id}'`, async () => {
        await container.getBlobClient(key).deleteIfExists(options());
      }),

    async list(listing = {}) {
      const { prefix, cursor: continuationToken } = listing;
      const maxPageSize = pageSize(id, listing);
      return attempt(`Listing bucket '${id}'`, async () => {
        const pages = container.listBlobsFlat({ prefix, ...options() }).byPage({ maxPageSize, continuationToken });
        const { value: page } = await pages.next();
        const objects = page.segment.blobItems.map(({ name, properties }: Listed) => ({
          key: name,
          size: properties.contentLength ?? 0,
          etag: bareEtag(properties.etag),
        }));
        return { objects, cursor: page.continuationToken || undefined };
      });
    },

    async signedUrl(key, wanted) {
      checkSignature(id, wanted);
      return attempt(`Signing a URL of '${key}' in bucket '${id}'`, () =>
        signedUrl(service, container, key, wanted, options().abortSignal),
      );
    },
  };
}

interface Listed {
  readonly name: string;
  readonly properties: { readonly contentLength?: number; readonly etag: string };
}
