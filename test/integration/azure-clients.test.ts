import https from 'node:https';
import { Azurite, request } from './azurite';
import { connect } from '../../handler/azure/blobs';
import { bucketClient } from '../../handler/azure/client-bucket';
import type { BucketClient } from '../../handler/clients';
import { NotFound } from '../../handler/errors';
import { expectBucket } from '../handler/clients';

// Blobs against Azurite. Service Bus and Cosmos DB have no emulator that runs here: the other clients are held against
// what their services answer in test/handler/azure.

const caller = { traceparent: undefined, remainingTime: () => 10_000 };
let azurite: Azurite;
let bucket: BucketClient;
let nowhere: BucketClient;

beforeAll(async () => {
  azurite = await Azurite.start();
  const service = connect(azurite.endpoint, azurite.credential);
  await service.createContainer('uploads');
  const open = (name: string) =>
    bucketClient('Uploads', { service, container: service.getContainerClient(name) }, caller);
  bucket = open('uploads');
  nowhere = open('nowhere');
}, 20_000);
afterAll(() => azurite.stop());

/** Paths and queries of the requests that some work makes. */
async function requestsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = jest.spyOn(https, 'request');
  await work();
  const paths = spy.mock.calls.map(([options]) => `${(options as https.RequestOptions).path}`);
  spy.mockRestore();
  return paths;
}

expectBucket(() => bucket);

test('a stream is put in parts', async () => {
  const chunk = Buffer.alloc(1_000_000, 'x');
  let left = 10;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => (left-- > 0 ? controller.enqueue(chunk) : controller.close()),
  });
  const requests = await requestsOf(() => bucket.put('large', stream));
  expect(requests.filter((path) => path.includes('comp=block&'))).toHaveLength(3);
  expect((await bucket.get('large')).size).toBe(10_000_000);
});

test('fails if there is no such bucket', async () => {
  await expect(bucket.get('none')).rejects.toThrow("Getting 'none' from bucket 'Uploads' failed: status 404");
  await expect(nowhere.get('none')).rejects.toBeInstanceOf(NotFound);
  await expect(nowhere.delete('none')).rejects.toBeInstanceOf(NotFound);
});

test('a signed URL gets or puts the one object, and nothing else', async () => {
  await bucket.put('signed/ü', 'for you');
  const get = await bucket.signedUrl('signed/ü', { method: 'GET', expiresIn: 60 });
  expect(await request('GET', get)).toEqual({ status: 200, text: 'for you' });
  expect((await request('GET', get.replace('signed/', 'other/'))).status).toBe(403);
  const blockBlob = { 'x-ms-blob-type': 'BlockBlob', 'content-length': 3 };
  expect((await request('PUT', get, 'new', blockBlob)).status).toBe(403);
  const put = await bucket.signedUrl('signed/new', { method: 'PUT', expiresIn: 604_800 });
  expect((await request('PUT', put, 'new', blockBlob)).status).toBe(201);
  expect(await (await bucket.get('signed/new')).text()).toBe('new');
});

test('signing asks for a key once, not for each URL', async () => {
  await bucket.signedUrl('a', { method: 'GET', expiresIn: 60 });
  expect(await requestsOf(() => bucket.signedUrl('b', { method: 'GET', expiresIn: 3600 }))).toEqual([]);
});
