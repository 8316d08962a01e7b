// Time of one invocation of the AWS adapter beside that of other adapters, and its size. Prints; asserts nothing.
//   node bench/adapter.mjs
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { build } from 'esbuild';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { toLambdaHandler } from 'srvx/aws-lambda';
import { adapter } from '../handler/build.mjs';

const folder = mkdtempSync(join(tmpdir(), 'faasade-bench-'));
const outfile = join(folder, 'index.js');
await build(adapter('aws', { outfile, minify: true, logLevel: 'error' }));
writeFileSync(
  join(folder, 'handler.js'),
  `exports.default = {
     async fetch(request) { return Response.json({ ok: true, path: new URL(request.url).pathname }); },
     async queue(batch) { for (const message of batch.messages) if (message.body.fail) message.retry(); },
   };`,
);
process.env.FAASADE_TRIGGERS = JSON.stringify({ contract: 1, t: 30, h: [['', '/*']], q: { jobs: 'Jobs' } });
const require = createRequire(join(folder, 'index.js'));
const loading = performance.now();
const ours = require('./index.js').handler;
console.log(
  `AWS adapter: ${statSync(outfile).size} bytes minified, loaded in ${(performance.now() - loading).toFixed(1)} ms`,
);

const request = {
  version: '2.0',
  rawPath: '/hello',
  rawQueryString: 'a=1&a=2',
  cookies: ['a=1', 'b=2'],
  headers: {
    host: 'abc.lambda-url.eu-central-1.on.aws',
    'content-type': 'application/json',
    'user-agent': 'bench/1.0',
    accept: '*/*',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '203.0.113.1',
    'x-forwarded-port': '443',
    'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793',
  },
  requestContext: {
    domainName: 'abc.lambda-url.eu-central-1.on.aws',
    http: { method: 'POST', path: '/hello', sourceIp: '203.0.113.1' },
  },
  body: '{"name":"world"}',
  isBase64Encoded: false,
};
const records = {
  Records: Array.from({ length: 10 }, (_, i) => ({
    messageId: `m${i}`,
    receiptHandle: 'r',
    body: '{"job":1}',
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1700000000000' },
    messageAttributes: {},
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:jobs',
  })),
};
const context = { awsRequestId: 'id', getRemainingTimeInMillis: () => 30_000 };

const app = new Hono();
app.post('/hello', (c) => c.json({ ok: true, path: c.req.path }));
const honoApp = handle(app);
const plain = { fetch: async (r) => Response.json({ ok: true, path: new URL(r.url).pathname }) };
const honoPlain = handle(plain);
const srvx = toLambdaHandler(plain);
const processor = new BatchProcessor(EventType.SQS);
const powertools = (event, lambda) =>
  processPartialResponse(event, async (record) => void JSON.parse(record.body), processor, { context: lambda });

// Rounds take turns, so that a busy machine slows all of them; the median tells.
async function compare(event, rivals, count) {
  const times = Object.fromEntries(Object.keys(rivals).map((name) => [name, []]));
  for (let round = 0; round < 15; round++) {
    for (const [name, invoke] of Object.entries(rivals)) {
      const start = performance.now();
      for (let i = 0; i < count; i++) await invoke(event, context);
      times[name].push(((performance.now() - start) * 1000) / count);
    }
  }
  const median = (values) => values.slice(3).sort((a, b) => a - b)[6];
  const own = median(times.faasade);
  for (const [name, values] of Object.entries(times)) {
    const time = median(values);
    console.log(`  ${name.padEnd(22)} ${time.toFixed(1).padStart(7)} µs   ${(time / own).toFixed(2)}x`);
  }
}

console.log('HTTP request:');
await compare(
  request,
  { faasade: ours, 'hono/aws-lambda': honoPlain, 'hono, its own app': honoApp, 'srvx/aws-lambda': srvx },
  2000,
);
console.log('SQS batch of 10:');
await compare(records, { faasade: ours, 'powertools batch': powertools }, 2000);
rmSync(folder, { recursive: true });
