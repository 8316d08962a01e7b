import { createHash, createHmac } from 'node:crypto';
import { createServer, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CreateClient } from '../../../handler/private/clients';

const caller = { traceparent: '00-1', remainingTime: () => 5000 };
const received: { request: IncomingMessage; body: string }[] = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  received.push({ request, body });
  response.statusCode = request.url === '/moved' ? 307 : 201;
  response.setHeader('location', 'https://elsewhere.example/');
  response.end('done');
});
let create: CreateClient<'function'>;
let base: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKID',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'session',
  });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- after the environment is set
  ({ create } = require('../../../handler/aws/client-function') as { create: typeof create });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The signature that the service would compute of what it has received. */
function expected({ request, body }: (typeof received)[number]): string {
  const header = (name: string) => String(request.headers[name]);
  const [, scope, signed] = /Credential=AKID\/([^,]+), SignedHeaders=([^,]+)/.exec(header('authorization'))!;
  const [path, query = ''] = request.url!.split('?');
  const canonical = [
    request.method,
    encodeURIComponent(path!).replace(/%2F/g, '/'),
    query.split('&').sort().join('&'),
    ...signed!.split(';').map((name) => `${name}:${header(name)}`),
    '',
    signed,
    hash(body),
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', header('x-amz-date'), scope, hash(canonical)].join('\n');
  const key = scope!.split('/').reduce<string | Buffer>(mac, 'AWS4secret');
  return mac(key, text).toString('hex');
}

test.each([
  ['GET', '/', undefined],
  ['GET', '/orders?limit=10&a=2&a=1&q=a+b%20c&e=', undefined],
  ['POST', '/a%20b/%C3%BC?x=%2F', '{"a":"ü"}'],
  ['PUT', '/empty', ''],
])('%s %s is signed for Lambda', async (method, path, body) => {
  const response = await create('Other', base, caller).fetch(path, { method, body });
  expect([response.status, await response.text()]).toEqual([201, 'done']);
  const last = received.at(-1)!;
  const { authorization } = last.request.headers;
  expect(authorization).toContain('/eu-central-1/lambda/aws4_request');
  expect(authorization).toContain(`Signature=${expected(last)}`);
  expect(last.request.headers).toMatchObject({ 'x-amz-security-token': 'session', traceparent: '00-1' });
  expect([last.request.method, last.body]).toEqual([method, body ?? '']);
});

test('a request keeps its method, headers and body, and its host is replaced', async () => {
  const request = new Request('https://elsewhere.example/x?y=1', {
    method: 'POST',
    headers: { 'content-type': 'text/plain', traceparent: '00-own' },
    body: 'text',
  });
  await create('Other', base, caller).fetch(request);
  const { request: last, body } = received.at(-1)!;
  expect([last.url, last.method, body]).toEqual(['/x?y=1', 'POST', 'text']);
  expect(last.headers).toMatchObject({ 'content-type': 'text/plain', traceparent: '00-own', host: new URL(base).host });
});

test('a redirect is an answer: the signature goes nowhere else', async () => {
  const response = await create('Other', base, caller).fetch('/moved');
  expect([response.status, response.headers.get('location')]).toEqual([307, 'https://elsewhere.example/']);
});

test('fails if the function cannot be reached: the error names it', async () => {
  const call = create('Other', 'http://127.0.0.1:9/', caller).fetch('/');
  await expect(call).rejects.toThrow("Calling function 'Other' failed");
});
