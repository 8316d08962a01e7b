import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv/dist/2020';
import * as schema from '../../schema/faasade.schema.json';
import * as faas from '../../src';
import type { FunctionEntry, Manifest, ResourceEntry, StopEntry, WatchEntry } from '../../src/private/manifest';
import type { IndexSpec, KeySpec, LifecycleSpec, ResourceKind, ResourceSpecs } from '../../src/private/resource-spec';
import type { CorsSpec, TriggerKind, TriggerOf } from '../../src/private/spec';
import type { AlarmsRecord, ChannelRecord, TracingRecord, WatchRecords } from '../../src/private/watch-records';
import type { WatchKind } from '../../src/private/watches';
import { clouds, place } from '../stacks';
import { aws, everyKind, terraform, watched } from './manifests';

const ajv = new Ajv({ strict: true, allErrors: true });
const validate = ajv.compile(schema);

function errors(manifest: unknown): unknown {
  validate(manifest);
  return validate.errors;
}

test.each([
  ['AWS', aws],
  ['Terraform', terraform],
  ['every kind of resource', everyKind],
  ['alarms, budgets, dashboards and traces', watched],
  ['nothing', { version: 1, functions: [], resources: [], stops: [], watches: [] }],
])('takes a manifest of %s', (_, manifest) => {
  expect(errors(manifest)).toBeNull();
});

test.each([
  ['a key is unknown', { ...aws, extra: 1 }],
  ['the version is another', { ...aws, version: 2 }],
  ['a function has values of variables', { ...aws, functions: [{ ...aws.functions[0], environment: { STAGE: 'x' } }] }],
  [
    'a trigger is of no kind',
    { ...aws, functions: [{ ...aws.functions[0], triggers: [{ kind: 'x', key: '', warm: 0 }] }] },
  ],
  ['a queue has no path', { ...aws, resources: [{ ...aws.resources[0], path: undefined }] }],
  ['a budget is described as a dashboard', { ...watched, watches: [{ ...watched.watches[0], kind: 'dashboard' }] }],
  [
    'a webhook has more than its host',
    {
      ...watched,
      watches: [
        {
          ...watched.watches[0],
          described: { ...watched.watches[0]!.described, notify: [{ kind: 'webhook', url: 'x' }] },
        },
      ],
    },
  ],
  ['a queue is described as a topic', { ...aws, resources: [{ ...aws.resources[0], kind: 'topic' }] }],
])('fails if %s', (_, manifest) => {
  expect(errors(JSON.parse(JSON.stringify(manifest)))).not.toBeNull();
});

test.each(clouds)('takes what synthesis for %s writes', (cloud) => {
  // GIVEN
  const { stack, synth } = place(cloud);
  const code = faas.Code.bundle(join(__dirname, '..', 'fixtures', 'handler.ts'));
  const jobs = new faas.Queue(stack, 'Jobs', { maxAttempts: 7 });
  const paid = new faas.Topic(stack, 'Paid');
  const uploads = new faas.Bucket(stack, 'Uploads', {
    versioned: true,
    lifecycleRules: [{ prefix: 'tmp/', expiresAfter: faas.Duration.days(1) }],
  });
  const orders = new faas.Table(stack, 'Orders', {
    partitionKey: { name: 'customer' },
    indexes: [{ name: 'byState', partitionKey: { name: 'state' } }],
  });
  const key = new faas.Secret(stack, 'Key');
  const sender = new faas.Function(stack, 'Sender', {
    code,
    environment: { STAGE: 'test' },
    triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, cors: { allowOrigins: ['*'] } })],
    observability: faas.Observability.standard({
      tracing: faas.Tracing.otlp({ endpoint: 'https://otlp.example.com' }),
    }),
  });
  const notify = [faas.AlarmChannel.email('team@example.com'), faas.AlarmChannel.webhook('https://example.com/x')];
  faas.Observability.notify(stack, notify);
  faas.Observability.dashboard(stack);
  faas.Budget.set(stack, faas.Budget.monthlyUsd(100, { onExceeded: faas.BudgetAction.STOP }));
  jobs.grantSend(sender);
  uploads.grantRead(sender);
  orders.grantReadWrite(sender);
  key.grantRead(sender);
  new faas.Function(stack, 'Worker', {
    code: faas.Code.directory(join(__dirname, '..', 'fixtures', 'built')),
    limits: { maxInstances: 20 },
    triggers: [
      faas.Trigger.queue(jobs, { batchSize: 5 }),
      faas.Trigger.topic(paid, { filter: { country: faas.AttributeFilter.anyOf('de') } }),
      faas.Trigger.objectCreated(uploads, { prefix: 'in/' }),
      faas.Trigger.schedule(faas.Schedule.cron('0 2 * * *', { timeZone: 'Europe/Berlin' })),
      faas.Trigger.schedule(faas.Schedule.rate(faas.Duration.minutes(5))),
    ],
  });
  // WHEN
  const manifest: Manifest = JSON.parse(readFileSync(join(synth(), 'faasade.json'), 'utf8'));
  // THEN
  expect(errors(manifest)).toBeNull();
  expect([manifest.functions.length, manifest.resources.length, manifest.stops.length]).toEqual([3, 6, 1]);
  const shared = cloud === 'aws' ? [] : ['alarms'];
  expect(manifest.watches.map(({ kind }) => kind).sort()).toEqual([...shared, 'budget', 'dashboard']);
});

/** All keys of a type, and whether each is required: a change of the type does not compile until it is made here too. */
type Keys<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? 'optional' : 'required' };

const entry = {
  path: 'required',
  stack: 'required',
  cloud: 'required',
  engine: 'required',
  region: 'optional',
  verdicts: 'required',
} as const;
const trigger = { kind: 'required', key: 'required', warm: 'required' } as const;
const triggers: { readonly [K in TriggerKind]: Keys<TriggerOf<K>> } = {
  http: { ...trigger, auth: 'required', methods: 'required', path: 'required', cors: 'optional' },
  queue: { ...trigger, queue: 'required', batchSize: 'optional' },
  schedule: { ...trigger, schedule: 'required' },
  topic: { ...trigger, topic: 'required', filter: 'required' },
  objectCreated: { ...trigger, bucket: 'required', prefix: 'required', suffix: 'required' },
  tableChange: { ...trigger, table: 'required' },
};
const manifestKeys: Keys<Manifest> = {
  version: 'required',
  functions: 'required',
  resources: 'required',
  stops: 'required',
  watches: 'required',
};
const functionKeys: Keys<FunctionEntry> = {
  ...entry,
  entry: 'required',
  runtime: 'required',
  described: 'required',
  triggers: 'required',
  capacity: 'required',
  limits: 'required',
  maxAttempts: 'required',
  environment: 'required',
  links: 'required',
  alarms: 'optional',
  tracing: 'optional',
  architecture: 'optional',
  memoryMiB: 'required',
  timeoutSeconds: 'required',
  logRetentionDays: 'required',
  scaling: 'required',
  resources: 'required',
};
const resourceKeys: Keys<ResourceEntry> = {
  kind: 'required',
  ...entry,
  described: 'required',
  consumer: 'optional',
  resources: 'required',
};
const stopKeys: Keys<StopEntry> = {
  ...entry,
  scope: 'required',
  functions: 'required',
  commands: 'required',
  notify: 'required',
  resources: 'required',
};
const watchKeys: Keys<WatchEntry> = {
  ...entry,
  kind: 'required',
  scope: 'required',
  described: 'required',
  resources: 'required',
};
const watches: { readonly [K in WatchKind]: Keys<WatchRecords[K]> } = {
  alarms: { notify: 'required' },
  budget: {
    monthlyUsd: 'required',
    hourlyUsd: 'required',
    alertAtPercent: 'required',
    forecastAtPercent: 'required',
    onExceeded: 'required',
    notify: 'required',
  },
  dashboard: {},
};
const channels: { readonly [K in ChannelRecord['kind']]: Keys<Extract<ChannelRecord, { kind: K }>> } = {
  email: { kind: 'required', address: 'optional' },
  webhook: { kind: 'required', host: 'optional' },
  topic: { kind: 'required', path: 'required' },
};
const common = {
  name: 'optional',
  tags: 'optional',
  encryptionKey: 'optional',
  retain: 'required',
  existing: 'optional',
} as const;
const specs: { readonly [K in ResourceKind]: Keys<ResourceSpecs[K]> } = {
  queue: {
    ...common,
    maxAttempts: 'required',
    ordered: 'required',
    delaySeconds: 'optional',
    retentionSeconds: 'optional',
  },
  topic: common,
  bucket: { ...common, versioned: 'required', lifecycleRules: 'required', cors: 'optional' },
  table: {
    ...common,
    partitionKey: 'required',
    sortKey: 'optional',
    indexes: 'required',
    ttlAttribute: 'optional',
    pointInTimeRecovery: 'required',
  },
  secret: { ...common, generatedLength: 'required' },
};
const partKeys = {
  described: { memoryMiB: 'required', timeoutSeconds: 'required' } satisfies Keys<FunctionEntry['described']>,
  capacity: { warm: 'required', windows: 'required', scaling: 'optional', ping: 'optional' } satisfies Keys<
    FunctionEntry['capacity']
  >,
  limits: { maxInstances: 'optional', concurrencyPerInstance: 'required' } satisfies Keys<FunctionEntry['limits']>,
  scaling: { part: 'required', warm: 'required', max: 'optional' } satisfies Keys<FunctionEntry['scaling'][number]>,
  link: { kind: 'required', id: 'required', path: 'required' } satisfies Keys<FunctionEntry['links'][number]>,
  cors: {
    allowOrigins: 'required',
    allowMethods: 'optional',
    allowHeaders: 'optional',
    exposeHeaders: 'optional',
    allowCredentials: 'optional',
    maxAgeSeconds: 'optional',
  } satisfies Keys<CorsSpec>,
  lifecycleRule: {
    prefix: 'required',
    expiresAfterDays: 'optional',
    earlierVersionsExpireAfterDays: 'optional',
  } satisfies Keys<LifecycleSpec>,
  tableKey: { name: 'required', type: 'required' } satisfies Keys<KeySpec>,
  tableIndex: { name: 'required', partitionKey: 'required', sortKey: 'optional' } satisfies Keys<IndexSpec>,
  alarms: {
    errorRatePercent: 'optional',
    p95Milliseconds: 'optional',
    p99Milliseconds: 'optional',
    throttling: 'required',
    deadLetters: 'required',
    backlogSeconds: 'optional',
    backlogMessages: 'optional',
    spillover: 'required',
    coldStartsPercent: 'optional',
    notify: 'required',
  } satisfies Keys<AlarmsRecord>,
  tracing: { endpoint: 'optional', sampleRatio: 'optional', headers: 'optional' } satisfies Keys<TracingRecord>,
};

interface ObjectSchema {
  readonly properties: object;
  readonly required: readonly string[];
}

test.each<[string, object, ObjectSchema]>([
  ['the manifest', manifestKeys, schema],
  ['a function', functionKeys, schema.$defs.function],
  ['a resource', resourceKeys, schema.$defs.resource],
  ['a stop', stopKeys, schema.$defs.stop],
  ['what watches', watchKeys, schema.$defs.watch],
  ...Object.entries(triggers).map(([kind, keys]): [string, object, ObjectSchema] => [
    `a trigger of ${kind}`,
    keys,
    (schema.$defs as unknown as Record<string, ObjectSchema>)[`${kind}Trigger`],
  ]),
  ...Object.entries(specs).map(([kind, keys]): [string, object, ObjectSchema] => [
    `a described ${kind}`,
    keys,
    (schema.$defs as unknown as Record<string, ObjectSchema>)[`${kind}Described`],
  ]),
  ...Object.entries(watches).map(([kind, keys]): [string, object, ObjectSchema] => [
    `a described ${kind}`,
    keys,
    (schema.$defs as unknown as Record<string, ObjectSchema>)[`${kind}Described`],
  ]),
  ...Object.entries(channels).map(([kind, keys]): [string, object, ObjectSchema] => [
    `a channel of ${kind}`,
    keys,
    (schema.$defs as unknown as Record<string, ObjectSchema>)[`${kind}Channel`],
  ]),
  ...Object.entries(partKeys).map(([name, keys]): [string, object, ObjectSchema] => [
    name,
    keys,
    (schema.$defs as unknown as Record<string, ObjectSchema>)[name],
  ]),
])('has the keys of %s as the code has them', (_, keys, { properties, required }) => {
  const found = Object.keys(properties).map((key) => [key, required.includes(key) ? 'required' : 'optional']);
  expect(Object.fromEntries(found)).toEqual(keys);
});
