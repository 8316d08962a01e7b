// Answers one call of each service as it does itself: node clients-server.mjs <certificate> <key>. Prints its URLs.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { CRC32C } from '@google-cloud/storage';

const text = 'Grüße '.repeat(1000);
const bytes = Buffer.from(text);
const crc = new CRC32C();
crc.update(bytes);
const md5 = (value) => createHash('md5').update(value).digest();
const hash = md5(bytes).toString('base64');
const modified = 'Thu, 01 Jan 2026 00:00:00 GMT';

const json = (value, type = 'application/json') => ({ headers: { 'content-type': type }, body: JSON.stringify(value) });
const object = (headers) => ({
  headers: { 'content-type': 'text/plain', 'content-length': bytes.length, 'last-modified': modified, ...headers },
  body: bytes,
});

const services = {
  'AmazonSQS.SendMessage': (request) => {
    const { MessageBody } = JSON.parse(request);
    const MD5OfMessageBody = md5(MessageBody).toString('hex');
    return json({ MessageId: '00000000-0000-4000-8000-000000000000', MD5OfMessageBody }, 'application/x-amz-json-1.0');
  },
  'DynamoDB_20120810.GetItem': () =>
    json({ Item: { id: { S: 'a' }, n: { N: '1' }, text: { S: text } } }, 'application/x-amz-json-1.0'),
  '/uploads/a.txt': () => object({ etag: '"e"', 'accept-ranges': 'bytes' }),
  '/identity': () => json({ access_token: 't', expires_on: `${Math.floor(Date.now() / 1000) + 3600}` }),
  '/account/uploads/a.txt': () =>
    object({ etag: '"0x8D"', 'content-md5': hash, 'x-ms-blob-type': 'BlockBlob', 'x-ms-version': '2025-01-05' }),
  '/b/uploads/o/a.txt': () =>
    json({ name: 'a.txt', generation: '1', size: `${bytes.length}`, contentType: 'text/plain', etag: 'e' }),
  '/b/uploads/o/a.txt media': () => object({ 'x-goog-hash': `crc32c=${crc},md5=${hash}`, 'x-goog-generation': '1' }),
};

async function serve(request, response) {
  const body = Buffer.concat(await request.toArray()).toString();
  const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
  const media = searchParams.get('alt') === 'media' ? ' media' : '';
  const service = services[request.headers['x-amz-target'] ?? `${pathname}${media}`];
  const answer = service?.(body) ?? { status: 501, body: `${request.method} ${request.url}` };
  response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
}

const listen = (server) =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${server.address().port}`)));
const [cert, key] = process.argv.slice(2).map((file) => readFileSync(file));
const url = `http://${await listen(http.createServer(serve))}`;
const tls = `https://${await listen(https.createServer({ cert, key }, serve))}`;
console.log(JSON.stringify({ url, tls }));
