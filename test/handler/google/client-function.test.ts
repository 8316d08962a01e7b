import { FakeGoogle } from './fake-google';
import { create } from '../../../handler/google/client-function';

const google = new FakeGoogle();
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const url = 'https://other-abc.a.run.app';
const other = create('Other', url, { traceparent, remainingTime: () => 5000 });

beforeAll(() => google.start());
afterAll(() => google.stop());
beforeEach(() => {
  google.calls.length = 0;
  google.answer = () => ({ status: 201, body: { ok: true } });
});

test('a call bears a token for the other function alone, asked for once', async () => {
  const response = await other.fetch('/orders?limit=10', { method: 'POST', body: 'x' });
  expect([response.status, await response.json()]).toEqual([201, { ok: true }]);
  await other.fetch('/');
  const [{ headers, ...call }] = google.to('other-abc.a.run.app');
  expect(call).toMatchObject({ method: 'POST', path: '/orders?limit=10', text: 'x' });
  expect(headers).toMatchObject({ authorization: expect.stringMatching(/^Bearer e30\./), traceparent });
  const claims = JSON.parse(Buffer.from(headers.authorization!.split('.')[1], 'base64url').toString());
  expect(claims.aud).toBe(url);
  expect(google.to('metadata.google.internal')).toHaveLength(1);
});

test('a token of the caller stays, for the other function to check', async () => {
  await other.fetch('/', { headers: { authorization: 'Bearer mine' } });
  expect(google.calls.at(-1)!.headers).toMatchObject({
    authorization: 'Bearer mine',
    'x-serverless-authorization': expect.stringMatching(/^Bearer e30\./),
  });
});

test.each(['https://evil.example/steal', '//evil.example/steal', `${url}//evil.example/steal`])(
  'fails if %s takes the token to another host',
  async (request) => {
    await other.fetch(request);
    await other.fetch(new Request(new URL(request, url)));
    expect(google.calls.map(({ host }) => host)).toEqual(['other-abc.a.run.app', 'other-abc.a.run.app']);
  },
);

test('what the function refuses and where it redirects to are answers', async () => {
  google.answer = () => ({ status: 302, headers: { location: 'https://evil.example/' }, body: '' });
  const response = await other.fetch('/');
  expect([response.status, response.headers.get('location')]).toEqual([302, 'https://evil.example/']);
  google.answer = () => ({ status: 403, body: { message: 'no' } });
  expect((await other.fetch('/')).status).toBe(403);
});

test('no body is sent again: a call is made once', async () => {
  google.answer = () => ({ status: 503, body: '' });
  expect((await other.fetch('/', { method: 'POST', body: '1' })).status).toBe(503);
  expect(google.calls).toHaveLength(1);
});
