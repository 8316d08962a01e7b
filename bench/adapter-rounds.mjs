// One process of the adapter's bench: node adapter-rounds.mjs <folder of the adapter>. Prints microseconds as JSON.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { toLambdaHandler } from 'srvx/aws-lambda';
import { context, records, request } from './adapter-events.mjs';
import { median } from './measure.mjs';

const ours = createRequire(join(process.argv[2], 'index.js'))('./index.js').handler;

const app = new Hono();
app.post('/hello', (c) => c.json({ ok: true, path: c.req.path }));
const plain = { fetch: async (r) => Response.json({ ok: true, path: new URL(r.url).pathname }) };
const processor = new BatchProcessor(EventType.SQS);
const powertools = (event, lambda) =>
  processPartialResponse(event, async (record) => void JSON.parse(record.body), processor, { context: lambda });

// Rounds take turns, so that a busy machine slows all of them; the first are for the compiler.
async function compare(event, rivals, count = 2000) {
  const times = Object.fromEntries(Object.keys(rivals).map((name) => [name, []]));
  for (let round = 0; round < 15; round++) {
    for (const [name, invoke] of Object.entries(rivals)) {
      const start = performance.now();
      for (let i = 0; i < count; i++) await invoke(event, context);
      times[name].push(((performance.now() - start) * 1000) / count);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values.slice(3))]));
}

const http = {
  ours,
  'hono/aws-lambda': handle(plain),
  "hono's own app": handle(app),
  'srvx/aws-lambda': toLambdaHandler(plain),
};
console.log(
  JSON.stringify({
    http: await compare(request, http),
    batch: await compare(records, { ours, 'Powertools batch': powertools }),
  }),
);
