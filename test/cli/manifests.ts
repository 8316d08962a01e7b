import type { FunctionEntry, Manifest, ResourceEntry, WatchEntry } from '../../src/private/manifest';
import type { BucketSpec, QueueSpec, SecretSpec, TableSpec, TopicSpec } from '../../src/private/resource-spec';
import type { BudgetRecord, ChannelRecord } from '../../src/private/watch-records';

const described = {
  entry: 'src/resize.ts',
  runtime: 'nodejs22',
  described: { memoryMiB: 1500, timeoutSeconds: 30 },
  capacity: { warm: 2, windows: [] },
  limits: { maxInstances: 50, concurrencyPerInstance: 1 },
  maxAttempts: 5,
  environment: ['BUCKET', 'STAGE'],
  timeoutSeconds: 30,
  logRetentionDays: 30,
};

function resize(
  cloud: string,
  rest: Pick<FunctionEntry, 'engine' | 'verdicts' | 'memoryMiB' | 'scaling' | 'resources'>,
) {
  const stack = `thumbnails-${cloud}`;
  const queue = `${stack}/Thumbnails/Jobs`;
  return {
    path: `${stack}/Thumbnails/Resize`,
    stack,
    cloud,
    ...described,
    triggers: [
      { kind: 'http', auth: 'PUBLIC', key: 'POST /resize', methods: ['POST'], path: '/resize', warm: 0 },
      { kind: 'queue', key: 'Jobs', queue, warm: 1, batchSize: 10 },
      {
        kind: 'schedule',
        key: 'nightly',
        warm: 0,
        schedule: { kind: 'cron', expression: '0 2 * * *', timeZone: 'Europe/Berlin' },
      },
    ],
    links: [{ kind: 'queue', id: 'Jobs', path: queue }],
    ...rest,
  } satisfies FunctionEntry;
}

function jobs(
  cloud: string,
  engine: string,
  resources: ResourceEntry['resources'],
  verdicts: ResourceEntry['verdicts'] = [],
) {
  const stack = `thumbnails-${cloud}`;
  const spec: QueueSpec = { maxAttempts: 7, ordered: false, retain: false, retentionSeconds: 345_600 };
  return {
    kind: 'queue',
    path: `${stack}/Thumbnails/Jobs`,
    stack,
    cloud,
    engine,
    verdicts,
    described: { ...spec },
    consumer: `${stack}/Thumbnails/Resize`,
    resources,
  } satisfies ResourceEntry;
}

/** One service on AWS, as the AWS CDK writes it. */
export const aws: Manifest = {
  version: 1,
  functions: [
    resize('aws', {
      engine: 'aws-cdk',
      verdicts: [],
      memoryMiB: 1500,
      scaling: [
        { part: 'live', warm: 3, max: 50 },
        { part: 'inbox', warm: 0, max: 16 },
        { part: 'Jobs', warm: 0, max: 16 },
      ],
      resources: [
        { type: 'AWS::Lambda::Function', name: 'ThumbnailsResizeFunction2D028CF4' },
        { type: 'AWS::Lambda::Alias', name: 'ThumbnailsResizeLive084C82FB' },
      ],
    }),
  ],
  resources: [jobs('aws', 'aws-cdk', [{ type: 'AWS::SQS::Queue', name: 'ThumbnailsJobsQueue24944186' }])],
  stops: [
    {
      path: 'thumbnails-aws/Stop',
      stack: 'thumbnails-aws',
      cloud: 'aws',
      engine: 'aws-cdk',
      verdicts: [],
      scope: 'thumbnails-aws',
      functions: ['thumbnails-aws/Thumbnails/Resize'],
      commands: { stop: `echo '{"action":"stop"}'`, resume: 'exit 3' },
      notify: [],
      resources: [{ type: 'AWS::CloudWatch::Alarm', name: 'StopFailed' }],
    },
  ],
  watches: [],
};

const attempts = { id: 'delivery.maxAttempts', message: 'Pub/Sub counts attempts as well as it can.' };

/** The same service on Azure and Google, as one Terraform app. */
export const terraform: Manifest = {
  version: 1,
  functions: [
    resize('azure', {
      engine: 'terraform',
      verdicts: [{ id: 'memory', message: '1500 MiB becomes 2048 MiB.' }],
      memoryMiB: 2048,
      scaling: [
        { part: 'http', warm: 2, max: 50 },
        { part: 'function:inbox', warm: 0, max: 50 },
        { part: 'function:queue-jobs', warm: 1, max: 50 },
        { part: 'function:schedule-nightly', warm: 0, max: 50 },
      ],
      resources: [
        { type: 'azurerm_function_app_flex_consumption', name: 'acme-resize-3f9a' },
        { type: 'azurerm_role_assignment', name: '' },
      ],
    }),
    resize('google', {
      engine: 'terraform',
      verdicts: [attempts],
      memoryMiB: 1500,
      scaling: [
        { part: 'http', warm: 2, max: 25 },
        { part: 'events', warm: 1, max: 25 },
      ],
      resources: [{ type: 'google_cloudfunctions2_function', name: 'resize-http-3f9a' }],
    }),
  ],
  resources: [
    jobs('azure', 'terraform', [{ type: 'azurerm_servicebus_queue', name: 'thumbnails-jobs' }]),
    jobs('google', 'terraform', [{ type: 'google_pubsub_topic', name: 'thumbnails-jobs' }], [attempts]),
  ],
  stops: [],
  watches: [],
};

const shop = { stack: 'shop', cloud: 'aws', engine: 'aws-cdk', verdicts: [], resources: [] };
const topic: TopicSpec = { retain: false };
const bucket: BucketSpec = {
  retain: true,
  versioned: true,
  lifecycleRules: [
    { prefix: 'tmp/', expiresAfterDays: 1 },
    { prefix: '', expiresAfterDays: 90, earlierVersionsExpireAfterDays: 7 },
  ],
  encryptionKey: 'arn:aws:kms:eu-central-1:123456789012:key/uploads',
};
const table: TableSpec = {
  retain: true,
  partitionKey: { name: 'customer', type: 'STRING' },
  sortKey: { name: 'at', type: 'NUMBER' },
  indexes: [{ name: 'byState', partitionKey: { name: 'state', type: 'STRING' } }],
  ttlAttribute: 'expires',
  pointInTimeRecovery: true,
};
const secret: SecretSpec = { retain: true, generatedLength: 32 };
const ordered: QueueSpec = { maxAttempts: 5, ordered: true, retain: false, delaySeconds: 90 };
const foreign: QueueSpec = {
  maxAttempts: 5,
  ordered: false,
  retain: false,
  existing: 'arn:aws:sqs:eu-central-1:1:old',
};

/** One of every kind of resource. */
export const everyKind: Manifest = {
  version: 1,
  functions: [],
  resources: [
    { ...shop, kind: 'queue', path: 'shop/Foreign', described: { ...foreign } },
    { ...shop, kind: 'secret', path: 'shop/Key', described: { ...secret } },
    { ...shop, kind: 'queue', path: 'shop/Ordered', described: { ...ordered } },
    { ...shop, kind: 'table', path: 'shop/Orders', described: { ...table } },
    { ...shop, kind: 'topic', path: 'shop/Paid', described: { ...topic } },
    { ...shop, kind: 'bucket', path: 'shop/Uploads', described: { ...bucket } },
  ],
  stops: [],
  watches: [],
};

const notify: ChannelRecord[] = [
  { kind: 'email', address: 'team@example.com' },
  { kind: 'webhook', host: 'hooks.example.com' },
];

/** The service on each cloud, with all that watches it. */
export const watched: Manifest = {
  version: 1,
  functions: [...aws.functions, ...terraform.functions].map((fn) => ({
    ...fn,
    tracing: { endpoint: 'https://otlp.example.com', sampleRatio: 0.1, headers: `${fn.stack}/Thumbnails/Collector` },
    alarms: {
      errorRatePercent: 5,
      p95Milliseconds: 800,
      p99Milliseconds: 24_000,
      throttling: true,
      deadLetters: true,
      ...(fn.cloud === 'azure' ? { backlogMessages: 1000 } : { backlogSeconds: 900 }),
      spillover: fn.cloud === 'aws',
      coldStartsPercent: 10,
      notify: [...notify, { kind: 'topic', path: `${fn.stack}/Thumbnails/Alerts` }],
    },
  })),
  resources: [],
  stops: [],
  watches: [...aws.functions, ...terraform.functions].flatMap(({ stack, cloud, engine }): WatchEntry[] => {
    const at = { stack, cloud, engine, verdicts: [] };
    const budget: BudgetRecord = {
      monthlyUsd: 1000,
      hourlyUsd: 20,
      alertAtPercent: [50, 80, 100],
      forecastAtPercent: [100],
      onExceeded: 'NOTIFY',
      notify,
    };
    const stops: BudgetRecord = {
      ...budget,
      monthlyUsd: 12.5,
      hourlyUsd: 0.25,
      alertAtPercent: [100],
      forecastAtPercent: [],
      onExceeded: 'STOP',
      notify: [],
    };
    const resources = [{ type: 'dashboard', name: 'thumbnails' }];
    return [
      { ...at, kind: 'budget', path: `${stack}/Budget`, scope: stack, described: budget, resources: [] },
      {
        ...at,
        kind: 'budget',
        path: `${stack}/Thumbnails/Resize/Budget`,
        scope: `${stack}/Thumbnails/Resize`,
        described: stops,
        resources: [],
      },
      { ...at, kind: 'dashboard', path: `${stack}/Dashboard`, scope: stack, described: {}, resources },
      ...(cloud === 'aws'
        ? []
        : [
            {
              ...at,
              kind: 'alarms' as const,
              path: `${stack}/Cloud/Watch-1a2b3c4d`,
              scope: stack,
              described: { notify },
              resources: [{ type: `${cloud}_alert`, name: 'error-rate' }],
            },
          ]),
    ];
  }),
};
