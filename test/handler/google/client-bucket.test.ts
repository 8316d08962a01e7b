import { GoogleAuth } from 'google-auth-library';
import type { BucketClient } from '../../../handler/clients';
import { AccessDenied, NotFound, Throttled } from '../../../handler/errors';
import type { create as Create } from '../../../handler/google/client-bucket';
import { expectBucket } from '../clients';
import { FakeGoogle, refusal } from './fake-google';
import { FakeStorage } from './fake-storage';

const google = new FakeGoogle();
const storage = new FakeStorage();
let bucket: BucketClient;

beforeAll(async () => {
  await google.start();
  process.env.STORAGE_EMULATOR_HOST = `http://${google.address}`;
  process.env.GOOGLE_CLOUD_PROJECT = 'p';
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it reads the variables when it is first used
  const { create } = require('../../../handler/google/client-bucket') as { create: typeof Create };
  bucket = create('Uploads', 'uploads', { traceparent: undefined, remainingTime: () => 10_000 });
});
afterAll(() => google.stop());
beforeEach(() => {
  google.answer = (call) => storage.answer(call);
  jest
    .spyOn(GoogleAuth.prototype, 'getCredentials')
    .mockResolvedValue({ client_email: 'fn@p.iam.gserviceaccount.com' } as never);
  jest.spyOn(GoogleAuth.prototype, 'sign').mockResolvedValue(Buffer.from('signed').toString('base64'));
});

expectBucket(() => bucket);

test('an object comes back with what it was put with', async () => {
  await bucket.put('in/a b/ü?.json', '{"a":"ü"}', { contentType: 'application/json', metadata: { Owner: 'Ada Ü' } });
  const object = await bucket.get('in/a b/ü?.json');
  expect({ ...object, body: undefined }).toMatchObject({
    size: 10,
    contentType: 'application/json',
    etag: expect.stringMatching(/^E\d+$/),
    metadata: { owner: 'Ada Ü' },
  });
  expect(await object.json()).toEqual({ a: 'ü' });
});

test('bytes, a part of a buffer and nothing at all', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  await bucket.put('bytes', bytes.subarray(16, 200));
  const object = await bucket.get('bytes');
  expect(object.contentType).toBe('application/octet-stream');
  expect(await object.bytes()).toEqual(bytes.subarray(16, 200));
  await bucket.put('empty', '');
  expect(await (await bucket.get('empty')).text()).toBe('');
});

test('fails if the stream breaks off: there is no object', async () => {
  let pulled = 0;
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (pulled++ < 3) controller.enqueue(new Uint8Array(1000));
      else controller.error(new Error('source dried up'));
    },
  });
  await expect(bucket.put('broken', broken)).rejects.toThrow(
    "Putting 'broken' into bucket 'Uploads' failed: source dried up",
  );
  await expect(bucket.get('broken')).rejects.toThrow(NotFound);
});

test('what says that it is packed comes as it was put', async () => {
  await bucket.put('packed', 'not really');
  storage.objects.get('packed')!.resource.contentEncoding = 'gzip';
  expect(await (await bucket.get('packed')).text()).toBe('not really');
});

test('an object that is replaced while it is opened is opened anew', async () => {
  await bucket.put('moving', 'old');
  let replaced = false;
  google.answer = async (call) => {
    if (call.path.includes('alt=media') && !replaced) {
      replaced = true;
      await bucket.put('moving', 'new');
    }
    return storage.answer(call);
  };
  const object = await bucket.get('moving');
  expect([await object.text(), object.size]).toEqual(['new', 3]);
});

test('a URL is signed by the service account itself, through its own interface', async () => {
  const url = new URL(await bucket.signedUrl('in/a b', { method: 'PUT', expiresIn: 604_800 }));
  expect(url.pathname).toBe('/uploads/in/a%20b');
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    'X-Goog-Algorithm': 'GOOG4-RSA-SHA256',
    'X-Goog-Credential': expect.stringMatching(
      /^fn@p\.iam\.gserviceaccount\.com\/\d{8}\/auto\/storage\/goog4_request$/,
    ),
    'X-Goog-Expires': '604800',
    'X-Goog-Signature': Buffer.from('signed').toString('hex'),
  });
  expect(jest.mocked(GoogleAuth.prototype.sign).mock.lastCall![0]).toMatch(/^GOOG4-RSA-SHA256\n/);
});

test('fails if the function is not granted it, or the service has no time', async () => {
  google.answer = () => refusal(403, 'PERMISSION_DENIED', 'fn does not have storage.objects.get access');
  await expect(bucket.get('a')).rejects.toThrow(AccessDenied);
  await expect(bucket.put('a', 'x')).rejects.toThrow(
    "Putting 'a' into bucket 'Uploads' failed: fn does not have storage.objects.get access",
  );
  await expect(bucket.delete('a')).rejects.toThrow(AccessDenied);
  await expect(bucket.list()).rejects.toThrow(AccessDenied);
  google.answer = () => refusal(429, 'RESOURCE_EXHAUSTED');
  await expect(bucket.list()).rejects.toThrow(Throttled);
}, 30_000);
