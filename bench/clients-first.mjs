// The first call of a client in a fresh process, beside the same call by the bare SDK.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { part } from '../handler/build.mjs';
import { inFolder, pairs, ratio, root, run } from './measure.mjs';
import { line, table } from './report.mjs';

const PAIRS = 25;
const server = fileURLToPath(new URL('clients-server.mjs', import.meta.url));

/** Each answers its result, so that both sides can be seen to have done the same. `url` and `tls` are the server's. */
const calls = {
  'SQS, send': {
    cloud: 'aws',
    client: 'client-queue',
    ours: `create('Jobs', [\`\${url}/123456789012/jobs\`], caller).send({ n: 1 }).then(() => 'sent')`,
    theirs: `
      const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
      await new SQSClient().send(
        new SendMessageCommand({ QueueUrl: \`\${url}/123456789012/jobs\`, MessageBody: JSON.stringify({ n: 1 }) }),
      );
      return 'sent';`,
  },
  'S3, get': {
    cloud: 'aws',
    client: 'client-bucket',
    ours: `create('Uploads', 'uploads', caller).get('a.txt').then((object) => object.text())`,
    theirs: `
      const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
      const { Body } = await new S3Client().send(new GetObjectCommand({ Bucket: 'uploads', Key: 'a.txt' }));
      return Body.transformToString();`,
  },
  'DynamoDB, get': {
    cloud: 'aws',
    client: 'client-table',
    ours: `create('Orders', { n: 'orders', k: ['id'] }, caller).get({ id: 'a' }).then(({ n }) => \`\${n}\`)`,
    theirs: `
      const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
      const { Item } = await new DynamoDBClient().send(
        new GetItemCommand({ TableName: 'orders', Key: { id: { S: 'a' } }, ConsistentRead: true }),
      );
      return Item.n.N;`,
  },
  'Azure blobs, get': {
    cloud: 'azure',
    client: 'client-bucket',
    ours: `create('Uploads', [\`\${tls}/account\`, 'uploads'], caller).get('a.txt').then((object) => object.text())`,
    theirs: `
      const { BlobServiceClient } = require('@azure/storage-blob');
      const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = process.env;
      const getToken = async () => {
        const query = 'resource=https%3A%2F%2Fstorage.azure.com&api-version=2019-08-01';
        const headers = { 'x-identity-header': IDENTITY_HEADER };
        const { access_token: token, expires_on } = await (await fetch(\`\${IDENTITY_ENDPOINT}?\${query}\`, { headers })).json();
        return { token, expiresOnTimestamp: expires_on * 1000 };
      };
      const service = new BlobServiceClient(\`\${tls}/account\`, { getToken });
      const got = await service.getContainerClient('uploads').getBlobClient('a.txt').download();
      return require('node:stream/consumers').text(got.readableStreamBody);`,
  },
  'Cloud Storage, get': {
    cloud: 'google',
    client: 'client-bucket',
    ours: `create('Uploads', 'uploads', caller).get('a.txt').then((object) => object.text())`,
    theirs: `
      const { Storage } = require('@google-cloud/storage');
      const file = new Storage({ projectId: 'acme' }).bucket('uploads').file('a.txt');
      const [{ size, etag }] = await file.getMetadata();
      const [bytes] = await file.download();
      return bytes.toString();`,
  },
};

/** Loading counts, and so what is needed for the call alone is loaded in it. */
const measured = (body) => `
  const [url, tls] = process.argv.slice(2);
  const caller = { traceparent: undefined, remainingTime: () => 30_000 };
  const start = performance.now();
  (async () => { ${body} })().then(
    (result) => console.log(JSON.stringify({ time: performance.now() - start, result })),
    (error) => { console.error(error); process.exitCode = 1; },
  );`;

/** Both sides as files: the client as it is in packages, and the SDK bundled as it is in the client. */
async function prepare(folder, { cloud, client, ours, theirs }, dist) {
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  copyFileSync(join(dist, cloud, `${client}.js`), join(folder, `${client}.js`));
  const files = { ours: join(folder, 'ours.cjs'), theirs: join(folder, 'theirs.cjs') };
  writeFileSync(files.ours, measured(`const { create } = require('./${client}.js'); return ${ours};`));
  writeFileSync(files.theirs, measured(`return require('./bare.js').call(url, tls);`));
  const stdin = { contents: `exports.call = async (url, tls) => { ${theirs} };`, resolveDir: root };
  await build(part(cloud, client, { entryPoints: undefined, stdin, outfile: join(folder, 'bare.js') }));
  return files;
}

/** A key and a certificate of this machine: the SDK of Azure sends its token over TLS only. */
function certificate(folder) {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { cert, key };
}

async function measure(folder, dist) {
  const { cert, key } = certificate(folder);
  const child = spawn(process.execPath, [server, cert, key], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [started] = await once(child.stdout, 'data');
    const { url, tls } = JSON.parse(started);
    const env = {
      ...{ AWS_ENDPOINT_URL: url, AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' },
      ...{ IDENTITY_ENDPOINT: `${url}/identity`, IDENTITY_HEADER: 'h', NODE_EXTRA_CA_CERTS: cert },
      ...{ STORAGE_EMULATOR_HOST: url, GOOGLE_CLOUD_PROJECT: 'acme' },
    };
    const lines = [];
    for (const [name, call] of Object.entries(calls)) {
      const files = await prepare(join(folder, name), call, dist);
      const results = new Set();
      const side = (file) => () => {
        const { time, result } = JSON.parse(run([file, url, tls], { env }).output);
        results.add(result);
        return { time };
      };
      // The first of each side is for the disk.
      pairs(1, side(files.ours), side(files.theirs));
      const sides = pairs(PAIRS, side(files.ours), side(files.theirs));
      if (results.size > 1) throw new Error(`${name}: the two sides answered ${[...results].join(' and ')}.`);
      lines.push(line(name, ratio(sides, 'time'), 'ms', { most: 1.05 }));
    }
    return lines;
  } finally {
    child.kill();
  }
}

/** The part of the bench's text. */
export async function firstCalls(dist) {
  const lines = await inFolder((folder) => measure(folder, dist));
  return [
    'The first call of a client beside the same call by the bare SDK, bundled where the client holds it bundled: loading and',
    `the call itself, against a server on this machine that answers as the service does. ${PAIRS} pairs of fresh processes.`,
    'Cloud Storage tells size, type and metadata in a call of its own, which both sides make.',
    '',
    table(lines, 'bare SDK'),
  ];
}
