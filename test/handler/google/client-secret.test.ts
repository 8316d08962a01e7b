import { FakeGoogle, refusal } from './fake-google';
import { AccessDenied, NotFound } from '../../../handler/errors';
import { create } from '../../../handler/google/client-secret';

const google = new FakeGoogle();
const caller = { traceparent: undefined, remainingTime: () => 5000 };
const version = (text: string) => ({ body: { payload: { data: Buffer.from(text).toString('base64') } } });

beforeAll(() => google.start());
afterAll(() => google.stop());

test('a value is read once, from the latest version', async () => {
  google.answer = () => version('geheim ü');
  const secret = create('ApiKey', 'projects/p/secrets/api-key', caller);
  expect(await Promise.all([secret.value(), secret.value()])).toEqual(['geheim ü', 'geheim ü']);
  const calls = () => google.to('secretmanager.googleapis.com');
  expect(calls()).toHaveLength(1);
  expect(calls()[0]).toMatchObject({
    method: 'GET',
    path: '/v1/projects/p/secrets/api-key/versions/latest:access',
    headers: { authorization: 'Bearer T' },
    text: '',
  });
});

test.each([
  [403, 'PERMISSION_DENIED', AccessDenied],
  [404, 'NOT_FOUND', NotFound],
])('fails if Secret Manager answers %d, and is asked again the next time', async (code, status, kind) => {
  const secret = create('Other', `projects/p/secrets/other-${code}`, caller);
  google.answer = () => refusal(code, status);
  await expect(secret.value()).rejects.toThrow(kind);
  google.answer = () => version('there');
  expect(await secret.value()).toBe('there');
});
