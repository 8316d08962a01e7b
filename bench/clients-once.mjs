// One process of the bench of `once`: node clients-once.mjs <handler/dist>. Prints microseconds a call as JSON.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { median } from './measure.mjs';

// All of one module system: the two sides share one SDK then.
const require = createRequire(join(process.argv[2], 'index.js'));
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { IdempotencyConfig, makeIdempotent } = require('@aws-lambda-powertools/idempotency');
const { DynamoDBPersistenceLayer } = require('@aws-lambda-powertools/idempotency/dynamodb');
const { once } = require('./index.js');
const { create } = require('./aws/client-table.js');

/** A table of DynamoDB as far as the two ask for it: puts of what is absent or their own, and updates that set. */
const items = new Map();
const operations = {
  PutItem({ Item, ConditionExpression }) {
    const held = items.get(Item.id.S);
    if (held && ConditionExpression.includes('attribute_not_exists(')) {
      const __type = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';
      return [400, { __type, message: 'The conditional request failed', Item: held }];
    }
    items.set(Item.id.S, Item);
    return [200, {}];
  },
  UpdateItem({ Key, UpdateExpression, ExpressionAttributeNames: names, ExpressionAttributeValues: values }) {
    const item = { ...items.get(Key.id.S) };
    for (const change of UpdateExpression.slice('SET '.length).split(', ')) {
      const [name, value] = change.split(' = ');
      item[names[name]] = values[value];
    }
    items.set(Key.id.S, item);
    return [200, {}];
  },
};

Object.assign(process.env, { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' });
// The SDK serializes, signs and reads; what it would send ends here.
let asked = 0;
const utf8 = new TextDecoder();
const wire = Object.getPrototypeOf(new DynamoDBClient().config.requestHandler);
wire.handle = async ({ headers, body }) => {
  asked++;
  const [, operation] = headers['x-amz-target'].split('.');
  const [statusCode, answer] = operations[operation](JSON.parse(utf8.decode(body)));
  const type = { 'content-type': 'application/x-amz-json-1.0' };
  return { response: { statusCode, headers: type, body: Buffer.from(JSON.stringify(answer)) } };
};

let effects = 0;
const work = async (event) => ({ effect: ++effects, order: event.order });

const remaining = () => 30_000;
const config = new IdempotencyConfig({ expiresAfterSeconds: 3600 });
const persistenceStore = new DynamoDBPersistenceLayer({ tableName: 'done' });
const idempotent = makeIdempotent(work, { persistenceStore, config });

/** Each call is an invocation. */
const sides = {
  ours(event) {
    const table = create(
      'Done',
      { n: 'done', k: ['id'], t: 'expires' },
      { traceparent: undefined, remainingTime: remaining },
    );
    return once(table, { id: event.order }, { ttl: 3600 }, () => work(event));
  },
  theirs(event) {
    config.registerLambdaContext({ getRemainingTimeInMillis: remaining });
    return idempotent(event);
  },
};

/** Both sides do the work once, answer the same again, and ask the table as often as the text says. */
for (const [name, call] of Object.entries(sides)) {
  const order = `checked-${name}`;
  const before = { effects, asked };
  const first = await call({ order });
  const replay = await call({ order });
  const same = JSON.stringify(first) === JSON.stringify(replay) && first.order === order;
  if (!same || effects !== before.effects + 1 || asked !== before.asked + 3) throw new Error(`${name} does not hold.`);
}

const COUNT = 300;
const times = { 'first execution': { ours: [], theirs: [] }, replay: { ours: [], theirs: [] } };
// Rounds take turns, so that a busy machine slows both; the first are for the compiler.
for (let round = 0; round < 23; round++) {
  items.clear();
  for (const kind of Object.keys(times)) {
    for (const name of round % 2 ? ['theirs', 'ours'] : ['ours', 'theirs']) {
      const start = performance.now();
      for (let n = 0; n < COUNT; n++) await sides[name]({ order: `${name}-${n}` });
      times[kind][name].push(((performance.now() - start) * 1000) / COUNT);
    }
  }
}
const medians = ({ ours, theirs }) => ({ ours: median(ours.slice(5)), theirs: median(theirs.slice(5)) });
console.log(JSON.stringify(Object.fromEntries(Object.entries(times).map(([kind, both]) => [kind, medians(both)]))));
