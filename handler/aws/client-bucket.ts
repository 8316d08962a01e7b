import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { calling } from './call';
import type { AwsLinks } from '../../src/private/contract';
import type { CreateClient } from '../private/clients';
import { fromHeaders, toHeaders } from '../private/metadata';
import { bareEtag, checkSignature, defaultContentType, pageSize } from '../private/objects';
import { storedObject } from '../private/stored-object';

// A checksum where S3 asks for one, and else none: in a signed URL it would be that of an empty body.
const s3 = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });

/**
 * The objects of an S3 bucket.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html
 */
export const create: CreateClient<'bucket', NonNullable<AwsLinks['b']>[string]> = (id, Bucket, caller) => ({
  async get(key) {
    const command = new GetObjectCommand({ Bucket, Key: key });
    const object = await calling(`Getting '${key}' of bucket '${id}'`, caller, (options) => s3.send(command, options));
    const facts = {
      size: object.ContentLength ?? 0,
      contentType: object.ContentType,
      etag: bareEtag(object.ETag),
      metadata: fromHeaders(object.Metadata),
    };
    return storedObject(facts, object.Body as Readable);
  },

  async put(key, body, { contentType = defaultContentType, metadata } = {}) {
    const input = { Bucket, Key: key, ContentType: contentType, Metadata: toHeaders(metadata) };
    const what = `Putting '${key}' into bucket '${id}'`;
    await (body instanceof ReadableStream
      ? calling(what, caller, ({ abortSignal }) => upload({ ...input, Body: fromWeb(body) }, abortSignal))
      : calling(what, caller, (options) => s3.send(new PutObjectCommand({ ...input, ...whole(body) }), options)));
  },

  async delete(key) {
    const command = new DeleteObjectCommand({ Bucket, Key: key });
    await calling(`Deleting '${key}' of bucket '${id}'`, caller, (options) => s3.send(command, options));
  },

  async list(options = {}) {
    const command = new ListObjectsV2Command({
      Bucket,
      Prefix: options.prefix,
      MaxKeys: pageSize(id, options),
      ContinuationToken: options.cursor,
    });
    const page = await calling(`Listing bucket '${id}'`, caller, (callOptions) => s3.send(command, callOptions));
    const objects = (page.Contents ?? []).map(({ Key, Size, ETag }) => ({
      key: Key!,
      size: Size!,
      etag: bareEtag(ETag),
    }));
    return { objects, cursor: page.NextContinuationToken };
  },

  async signedUrl(key, options) {
    checkSignature(id, options);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- few need it
    const presigner = require('@aws-sdk/s3-request-presigner') as typeof import('@aws-sdk/s3-request-presigner');
    const { method, expiresIn } = options;
    const object = { Bucket, Key: key };
    return calling(`Signing a URL of '${key}' of bucket '${id}'`, caller, () =>
      method === 'GET'
        ? presigner.getSignedUrl(s3, new GetObjectCommand(object), { expiresIn })
        : presigner.getSignedUrl(s3, new PutObjectCommand(object), { expiresIn }),
    );
  },
});

/** A body whose length the SDK need not find out. */
function whole(body: string | Uint8Array) {
  return { Body: body, ContentLength: Buffer.byteLength(body) };
}

/** Sends a stream in parts, a few at a time, and leaves none behind where it fails. */
async function upload(params: PutObjectCommandInput, signal: AbortSignal): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- few need it
  const { Upload } = require('@aws-sdk/lib-storage') as typeof import('@aws-sdk/lib-storage');
  const abortController = new AbortController();
  signal.addEventListener('abort', () => abortController.abort(signal.reason));
  await new Upload({ client: s3, params, abortController }).done();
}

function fromWeb(body: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(body as WebStream);
}
