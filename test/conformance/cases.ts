import { join } from 'path';
import { Construct } from 'constructs';
import * as faas from '../../src';
import type { FeatureId } from '../../src/private/features';

/** A description, and what is expected of it on every cloud. */
export interface Case {
  readonly name: string;
  /** Builds it; `other` makes a second stack of the same cloud and app. */
  readonly describe: (scope: Construct, other: () => Construct) => void;
  /**
   * The features in which it asks for more than the least: a cloud whose table says approximated must warn about
   * exactly these, and one whose table says unsupported must throw the table's reason.
   */
  readonly uses: readonly FeatureId[];
  /** It keeps the alarms and the dashboard that come by themselves; snapshots of others are about what they describe. */
  readonly watched?: true;
  /** A cloud's limit that it is beyond: the message, whole but for the construct's name. */
  readonly refused?: Readonly<Partial<Record<'aws' | 'azure' | 'google', string>>>;
}

export const entry = join(__dirname, '..', 'fixtures', 'handler.ts');
export const code = faas.Code.bundle(entry);

export function fn(scope: Construct, id: string, props: Partial<faas.FunctionProps> = {}): faas.Function {
  return new faas.Function(scope, id, { code, ...props });
}

const http = (options: Partial<faas.HttpTriggerOptions> = {}) =>
  faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, ...options });
const { cron: window } = faas.CapacityWindow;
const nightly = faas.Schedule.cron('0 2 * * *', { timeZone: 'Europe/Berlin' });

/** What every event on its way through a queue brings along. */
const delivery = ['queue.delivery', 'delivery.maxAttempts', 'delivery.backPressure', 'delivery.reason'] as const;

/** A function that an event reaches. */
const worker = (scope: Construct, ...triggers: faas.Trigger[]) => fn(scope, 'Worker', { triggers });

/** Keys as each cloud names them. */
const keys = {
  aws: 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555',
  azure: 'https://acme.vault.azure.net/keys/data',
  google: 'projects/acme-prod/locations/europe-west1/keyRings/acme/cryptoKeys/data',
};
const keyOf = (scope: Construct) => keys[faas.Cloud.of(scope).name as keyof typeof keys];

/** Resources that exist already, as each cloud names them. */
const azureIds = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/acme/providers';
const there = {
  queue: {
    aws: 'arn:aws:sqs:eu-central-1:123456789012:jobs',
    azure: `${azureIds}/Microsoft.ServiceBus/namespaces/acme/queues/jobs`,
    google: 'projects/acme-prod/topics/jobs',
  },
  topic: {
    aws: 'arn:aws:sns:eu-central-1:123456789012:orders',
    azure: `${azureIds}/Microsoft.ServiceBus/namespaces/acme/topics/orders`,
    google: 'projects/acme-prod/topics/orders',
  },
  bucket: {
    aws: 'arn:aws:s3:::acme-uploads',
    azure: `${azureIds}/Microsoft.Storage/storageAccounts/acme/blobServices/default/containers/uploads`,
    google: 'acme-uploads',
  },
  table: {
    aws: 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders',
    azure: `${azureIds}/Microsoft.DocumentDB/databaseAccounts/acme/sqlDatabases/acme/containers/orders`,
    google: 'projects/acme-prod/databases/orders',
  },
  secret: {
    aws: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:api-key-AbCdEf',
    azure: `${azureIds}/Microsoft.KeyVault/vaults/acme/secrets/api-key`,
    google: 'projects/acme-prod/secrets/api-key',
  },
};
const orderKey = { partitionKey: { name: 'customer' }, sortKey: { name: 'placed', type: faas.KeyType.NUMBER } };

export const cases: readonly Case[] = [
  { name: 'a function without triggers', describe: (scope) => fn(scope, 'Idle'), uses: [] },
  {
    name: 'a folder that is built already, on Node.js 24',
    describe: (scope) => {
      const built = faas.Code.directory(join(entry, '..', 'built'));
      fn(scope, 'Built', { code: built, runtime: faas.Runtime.NODE_24, triggers: [http()] });
    },
    uses: ['code.directory', 'runtime.node24', 'http.public', 'http.routes'],
  },
  {
    name: 'a container image',
    describe: (scope) => {
      const image = faas.Code.image('123456789012.dkr.ecr.eu-central-1.amazonaws.com/resize:1.4.0');
      fn(scope, 'Image', { code: image, triggers: [http()] });
    },
    uses: ['code.image', 'http.public', 'http.routes'],
  },
  { name: 'HTTP', describe: (scope) => fn(scope, 'Api', { triggers: [http()] }), uses: ['http.public', 'http.routes'] },
  {
    name: 'HTTP with methods, paths and parameters',
    describe: (scope) =>
      fn(scope, 'Api', {
        triggers: [
          http({ path: '/items', methods: [faas.HttpMethod.GET, faas.HttpMethod.POST] }),
          http({ path: '/items/{id}', methods: [faas.HttpMethod.DELETE] }),
          http({ path: '/files/*' }),
        ],
      }),
    uses: ['http.public', 'http.routes'],
  },
  {
    name: 'HTTP with origins only',
    describe: (scope) => fn(scope, 'Api', { triggers: [http({ cors: { allowOrigins: ['*'] } })] }),
    uses: ['http.public', 'http.routes'],
  },
  {
    name: 'HTTP with a whole CORS policy',
    describe: (scope) =>
      fn(scope, 'Api', {
        triggers: [
          http({
            methods: [faas.HttpMethod.PUT],
            cors: {
              allowOrigins: ['https://a.example', 'https://b.example'],
              allowMethods: [faas.HttpMethod.PUT],
              allowHeaders: ['content-type', 'x-request-id'],
              exposeHeaders: ['etag'],
              allowCredentials: true,
              maxAge: faas.Duration.hours(1),
            },
          }),
        ],
      }),
    uses: ['http.public', 'http.routes', 'http.cors'],
  },
  {
    name: 'a queue and its consumer',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs');
      fn(scope, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
    },
    uses: delivery,
  },
  {
    name: 'a queue with batches',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs', { maxAttempts: 100, tags: { team: 'jobs' } });
      fn(scope, 'Worker', { triggers: [faas.Trigger.queue(jobs, { batchSize: 10 })] });
    },
    uses: [...delivery, 'queue.batchSize', 'queue.tags'],
  },
  {
    name: 'a queue that nobody consumes',
    describe: (scope) => new faas.Queue(scope, 'Jobs'),
    uses: ['queue.unconsumed'],
  },
  {
    name: 'a queue in one stack and its consumer in another',
    describe: (scope, other) => {
      const jobs = new faas.Queue(scope, 'Jobs');
      const stack = other();
      fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
      jobs.grantSend(fn(stack, 'Front', { triggers: [http()] }));
    },
    uses: [...delivery, 'http.public', 'http.routes'],
  },
  {
    name: 'two queues with a consumer',
    describe: (scope) => {
      const triggers = ['Jobs', 'Urgent'].map((id) => faas.Trigger.queue(new faas.Queue(scope, id), { warm: 1 }));
      fn(scope, 'Worker', { triggers });
    },
    uses: [...delivery, 'capacity.warm'],
  },
  {
    name: 'a schedule in a time zone',
    describe: (scope) => fn(scope, 'Nightly', { triggers: [faas.Trigger.schedule(nightly)] }),
    uses: [...delivery, 'schedule.cron'],
  },
  {
    name: 'schedules in many zones',
    describe: (scope) =>
      fn(scope, 'Clock', {
        triggers: [
          faas.Trigger.schedule(faas.Schedule.cron('*/10 9-17 * * MON-FRI', { timeZone: 'America/New_York' })),
          faas.Trigger.schedule(faas.Schedule.cron('30 0 1 * *', { timeZone: 'Asia/Kolkata' })),
          faas.Trigger.schedule(faas.Schedule.cron('15 2 * * SUN', { timeZone: 'Australia/Lord_Howe' })),
          faas.Trigger.schedule(faas.Schedule.cron('0 0 * * *')),
        ],
      }),
    uses: [...delivery, 'schedule.cron'],
  },
  {
    name: 'the last day, the nearest weekday and the second Friday',
    describe: (scope) =>
      fn(scope, 'Books', {
        triggers: [
          faas.Trigger.schedule(faas.Schedule.cron('0 6 L * *', { timeZone: 'Europe/Berlin' })),
          faas.Trigger.schedule(faas.Schedule.cron('0 6 15W * *', { timeZone: 'Europe/Berlin' })),
          faas.Trigger.schedule(faas.Schedule.cron('0 6 * * FRI#2', { timeZone: 'Europe/Berlin' })),
          faas.Trigger.schedule(faas.Schedule.cron('0 6 * * FRIL', { timeZone: 'Europe/Berlin' })),
        ],
      }),
    uses: [...delivery, 'schedule.cron'],
  },
  {
    name: 'rates that divide an hour or a day',
    describe: (scope) =>
      fn(scope, 'Pulse', {
        triggers: [1, 5, 60, 360, 1440].map((minutes) =>
          faas.Trigger.schedule(faas.Schedule.rate(faas.Duration.minutes(minutes))),
        ),
      }),
    uses: [...delivery, 'schedule.rate'],
  },
  {
    name: 'another rate',
    describe: (scope) =>
      fn(scope, 'Pulse', { triggers: [faas.Trigger.schedule(faas.Schedule.rate(faas.Duration.minutes(7)))] }),
    uses: [...delivery, 'schedule.rateUneven'],
  },
  {
    name: 'every trigger on one function',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs');
      fn(scope, 'All', { triggers: [http(), faas.Trigger.queue(jobs), faas.Trigger.schedule(nightly)] });
    },
    uses: [...delivery, 'http.public', 'http.routes', 'schedule.cron'],
  },
  {
    name: 'a function that sends to its own queue',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs');
      jobs.grantSend(fn(scope, 'Loop', { triggers: [faas.Trigger.queue(jobs)] }));
    },
    uses: delivery,
  },
  {
    name: 'the least memory and the least time',
    describe: (scope) => fn(scope, 'Small', { memory: faas.Size.mebibytes(128), timeout: faas.Duration.seconds(1) }),
    uses: ['memory'],
  },
  {
    name: 'memory of every step of Azure',
    describe: (scope) => {
      for (const size of [512, 2048, 4096]) fn(scope, `Size${size}`, { memory: faas.Size.mebibytes(size) });
    },
    uses: [],
  },
  {
    name: 'memory below the least',
    describe: (scope) => fn(scope, 'Tiny', { memory: faas.Size.mebibytes(127) }),
    uses: ['memory'],
    refused: {
      aws: "  - memory: 127 MiB is outside AWS Lambda's 128 to 10240 MiB.",
      google: "  - memory: 127 MiB is outside Google Cloud Functions' 128 to 32768 MiB.",
    },
  },
  {
    name: 'the longest time of events everywhere',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs');
      fn(scope, 'Slow', { timeout: faas.Duration.seconds(540), triggers: [faas.Trigger.queue(jobs)] });
    },
    uses: delivery,
  },
  {
    name: 'warm capacity for HTTP',
    describe: (scope) =>
      fn(scope, 'Ready', { triggers: [http()], capacity: faas.Capacity.warm(2), limits: { maxInstances: 50 } }),
    uses: ['http.public', 'http.routes', 'capacity.warm'],
  },
  {
    name: 'capacity in windows',
    describe: (scope) =>
      fn(scope, 'Ready', {
        triggers: [http()],
        capacity: faas.Capacity.warm(0, {
          windows: [
            window({ opens: '30 7 * * MON-FRI', closes: '0 18 * * MON-FRI', timeZone: 'Europe/Berlin', warm: 10 }),
            window({ opens: '0 20 * * MON-FRI', closes: '0 22 * * MON-FRI', timeZone: 'America/New_York', warm: 3 }),
          ],
        }),
      }),
    uses: ['http.public', 'http.routes', 'capacity.windows'],
  },
  {
    name: 'capacity in windows, with a queue and limits',
    describe: (scope) => {
      const ready = fn(scope, 'Ready', {
        capacity: faas.Capacity.warm(1, {
          windows: [window({ opens: '0 8 * * SAT', closes: '30 8 * * SAT', timeZone: 'Asia/Tokyo', warm: 5 })],
        }),
        limits: { maxInstances: 20 },
      });
      ready.addTrigger(faas.Trigger.queue(new faas.Queue(scope, 'Jobs'), { warm: 2 }));
      ready.addTrigger(http());
    },
    uses: [...delivery, 'http.public', 'http.routes', 'capacity.warm', 'capacity.windows', 'limits.maxInstances'],
  },
  {
    name: 'capacity that follows the use',
    describe: (scope) => fn(scope, 'Ready', { triggers: [http()], capacity: faas.Capacity.warm(1, { max: 20 }) }),
    uses: ['http.public', 'http.routes', 'capacity.warm', 'capacity.max'],
  },
  {
    name: 'keep-warm pings',
    describe: (scope) => fn(scope, 'Ready', { triggers: [http()], capacity: faas.Capacity.ping(3) }),
    uses: ['http.public', 'http.routes', 'capacity.ping'],
  },
  {
    name: 'pings of both parts, for granted functions only',
    describe: (scope) => {
      const granted = http({ auth: faas.HttpAuth.IAM });
      const jobs = new faas.Queue(scope, 'Jobs');
      const capacity = faas.Capacity.ping(1, { every: faas.Duration.minutes(10) });
      fn(scope, 'Ready', { triggers: [granted, faas.Trigger.queue(jobs)], capacity });
    },
    uses: [...delivery, 'http.iam', 'http.routes', 'capacity.ping'],
  },
  {
    name: 'functions within a limit together',
    describe: (scope) => {
      faas.TotalLimits.set(scope, { maxInstances: 100 });
      for (const id of ['A', 'B']) fn(scope, id, { triggers: [http()], limits: { maxInstances: 50 } });
    },
    uses: ['http.public', 'http.routes', 'limits.total'],
  },
  {
    name: 'a stop of a stack',
    describe: (scope) => {
      fn(scope, 'Before', { triggers: [http()], limits: { maxInstances: 40 } });
      faas.Stop.of(scope);
      const orders = new faas.Topic(scope, 'Orders');
      const after = fn(scope, 'After', { triggers: [faas.Trigger.queue(new faas.Queue(scope, 'Jobs'))] });
      after.addTrigger(faas.Trigger.topic(orders));
      after.addTrigger(faas.Trigger.schedule(nightly));
    },
    uses: [...delivery, 'http.public', 'http.routes', 'topic.delivery', 'schedule.cron', 'stop.functions'],
  },
  {
    name: 'alarms and a dashboard that nobody asked for',
    describe: (scope) => {
      fn(scope, 'Api', { triggers: [http()], capacity: faas.Capacity.warm(1) });
      worker(scope, faas.Trigger.queue(new faas.Queue(scope, 'Jobs')), faas.Trigger.schedule(nightly));
    },
    watched: true,
    uses: [...delivery, 'http.public', 'http.routes', 'schedule.cron', 'capacity.warm'],
  },
  {
    name: 'alarms and a dashboard of functions of a stack, one with limits of its own',
    watched: true,
    describe: (scope) => {
      faas.Observability.notify(scope, [faas.AlarmChannel.email('team@example.com')]);
      faas.Observability.dashboard(scope);
      const observability = faas.Observability.standard({ errorRate: 10, coldStarts: 5 });
      fn(scope, 'Api', { triggers: [http()], capacity: faas.Capacity.warm(1), observability });
      fn(scope, 'Worker', {
        triggers: [faas.Trigger.queue(new faas.Queue(scope, 'Jobs')), faas.Trigger.schedule(nightly)],
        observability,
      });
      fn(scope, 'Slow', {
        triggers: [http()],
        observability: faas.Observability.standard({
          errorRate: 20,
          p95: faas.Duration.seconds(2),
          p99: faas.Duration.seconds(5),
          notify: [faas.AlarmChannel.webhook('https://example.com/hook')],
          without: [faas.AlarmKind.THROTTLING],
        }),
      });
    },
    uses: [
      ...delivery,
      'http.public',
      'http.routes',
      'schedule.cron',
      'capacity.warm',
      'alarms.errorRate',
      'alarms.latency',
      'alarms.throttling',
      'alarms.backlog',
      'alarms.spillover',
      'alarms.coldStarts',
      'dashboard.waiting',
    ],
  },
  {
    name: 'a budget of a function, for addresses',
    describe: (scope) =>
      void fn(scope, 'Api', {
        triggers: [http()],
        capacity: faas.Capacity.warm(1),
        budget: faas.Budget.monthlyUsd(200, {
          notify: [faas.AlarmChannel.email('team@example.com'), faas.AlarmChannel.webhook('https://example.com/hook')],
        }),
      }),
    uses: ['http.public', 'http.routes', 'capacity.warm', 'budget.monthly', 'budget.rate'],
  },
  {
    name: 'budgets of a stack and of a function in it, the one told to a topic, the other one stops',
    describe: (scope) => {
      const news = new faas.Topic(scope, 'News');
      faas.Budget.set(scope, faas.Budget.monthlyUsd(1000, { notify: [faas.AlarmChannel.topic(news)] }));
      fn(scope, 'Api', { triggers: [http()] });
      worker(scope, faas.Trigger.queue(new faas.Queue(scope, 'Jobs')));
      fn(scope, 'Costly', {
        triggers: [http()],
        budget: faas.Budget.monthlyUsd(49.5, {
          alertAtPercent: [90],
          forecastAtPercent: [],
          hourlyAtPercent: 5,
          onExceeded: faas.BudgetAction.STOP,
        }),
      });
    },
    uses: [
      ...delivery,
      'http.public',
      'http.routes',
      'topic.delivery',
      'stop.functions',
      'budget.monthly',
      'budget.rate',
    ],
  },
  {
    name: 'a stop of a function with warm windows',
    describe: (scope) => {
      const windows = [window({ opens: '0 8 * * MON', closes: '0 9 * * MON', warm: 3 })];
      const ready = fn(scope, 'Ready', { triggers: [http()], capacity: faas.Capacity.warm(1, { windows }) });
      faas.Stop.of(ready);
    },
    uses: [
      ...delivery,
      'http.public',
      'http.routes',
      'topic.delivery',
      'capacity.warm',
      'capacity.windows',
      'stop.functions',
    ],
  },
  {
    name: 'warm capacity for a queue',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs');
      fn(scope, 'Ready', { triggers: [faas.Trigger.queue(jobs)], capacity: faas.Capacity.warm(1) });
    },
    uses: [...delivery, 'capacity.warm'],
  },
  {
    name: 'a limit at its least',
    describe: (scope) => fn(scope, 'One', { triggers: [http()], limits: { maxInstances: 1 } }),
    uses: ['http.public', 'http.routes'],
  },
  {
    name: 'a limit shared by HTTP and events',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs');
      fn(scope, 'Shared', { triggers: [http(), faas.Trigger.queue(jobs)], limits: { maxInstances: 10 } });
    },
    uses: [...delivery, 'http.public', 'http.routes', 'limits.maxInstances'],
  },
  {
    name: 'several invocations in one instance',
    describe: (scope) => fn(scope, 'Busy', { triggers: [http()], limits: { concurrencyPerInstance: 10 } }),
    uses: ['http.public', 'http.routes', 'limits.concurrencyPerInstance'],
  },
  {
    name: 'logs for other times',
    describe: (scope) => {
      for (const days of [7, 200]) {
        const observability = faas.Observability.standard({ logRetention: faas.Duration.days(days) });
        fn(scope, `Kept${days}`, { observability });
      }
    },
    uses: ['observability.logRetention'],
  },
  {
    name: 'traces of all',
    describe: (scope) => {
      const tracing = faas.Tracing.otlp({ endpoint: 'https://otlp.example.com/' });
      fn(scope, 'Traced', { triggers: [http()], observability: faas.Observability.standard({ tracing }) });
    },
    uses: ['http.public', 'http.routes', 'observability.tracing'],
  },
  {
    name: 'traces of a part, to a collector that asks for a key',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs');
      const headers = new faas.Secret(scope, 'CollectorHeaders');
      const tracing = faas.Tracing.otlp({ endpoint: 'https://otlp.example.com', sampleRatio: 0.1, headers });
      const observability = faas.Observability.standard({ tracing });
      fn(scope, 'Traced', { triggers: [http(), faas.Trigger.queue(jobs)], observability });
    },
    uses: [...delivery, 'http.public', 'http.routes', 'observability.tracing', 'secret.value'],
  },
  {
    name: 'odd ids',
    describe: (scope) => {
      const odd = new Construct(new Construct(scope, 'Äpfel & Birnen, Nr. 1'), 'very-long-'.repeat(12));
      const jobs = new faas.Queue(odd, 'Jobs_2');
      fn(odd, 'x'.repeat(90), { triggers: [faas.Trigger.queue(jobs), http()] });
    },
    uses: [...delivery, 'http.public', 'http.routes'],
  },
  {
    name: 'given names',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs', { name: 'acme-jobs' });
      fn(scope, 'Named', { name: 'acme-named', triggers: [faas.Trigger.queue(jobs), http()] });
    },
    uses: [...delivery, 'http.public', 'http.routes'],
  },
  {
    name: 'a large environment that fits everywhere',
    describe: (scope) => fn(scope, 'Full', { environment: { LARGE: 'x'.repeat(3800) } }),
    uses: [],
  },
  {
    name: 'the same description twice',
    describe: (scope) => {
      for (const id of ['First', 'Second']) {
        const place = new Construct(scope, id);
        const jobs = new faas.Queue(place, 'Jobs');
        jobs.grantSend(fn(place, 'Front', { triggers: [http()] }));
        fn(place, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
      }
    },
    uses: [...delivery, 'http.public', 'http.routes'],
  },
  {
    name: 'a queue that keeps the order of each key',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs', { ordered: true });
      jobs.grantSend(worker(scope, faas.Trigger.queue(jobs)));
    },
    uses: [...delivery, 'queue.order', 'queue.orderedDeadLetters'],
  },
  {
    name: 'a queue whose messages wait',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs', { delay: faas.Duration.minutes(15) });
      jobs.grantSend(worker(scope, faas.Trigger.queue(jobs)));
    },
    uses: [...delivery, 'queue.delay'],
  },
  {
    name: 'queues that keep messages for the shortest and the longest time',
    describe: (scope) => {
      const [short, long] = [faas.Duration.minutes(10), faas.Duration.days(14)].map(
        (retention, index) => new faas.Queue(scope, `Kept${index}`, { retention }),
      );
      // So short a time has to do for all attempts.
      const triggers = [faas.Trigger.queue(short!), faas.Trigger.queue(long!)];
      fn(scope, 'Worker', { timeout: faas.Duration.seconds(10), triggers });
    },
    uses: [...delivery, 'queue.retention'],
  },
  {
    name: 'a queue under a key of its own',
    describe: (scope) => {
      const jobs = new faas.Queue(scope, 'Jobs', { encryptionKey: keyOf(scope) });
      jobs.grantSend(worker(scope, faas.Trigger.queue(jobs)));
    },
    uses: [...delivery, 'queue.encryptionKey'],
  },
  {
    name: 'a topic and two functions',
    describe: (scope) => {
      const orders = new faas.Topic(scope, 'Orders', { tags: { team: 'orders' } });
      for (const id of ['Bill', 'Ship']) fn(scope, id, { triggers: [faas.Trigger.topic(orders)] });
      orders.grantPublish(fn(scope, 'Front', { triggers: [http()] }));
    },
    uses: [...delivery, 'topic.delivery', 'topic.tags', 'http.public', 'http.routes'],
  },
  {
    name: 'a topic that nothing listens to',
    describe: (scope) => new faas.Topic(scope, 'Orders'),
    uses: ['topic.delivery'],
  },
  {
    name: 'messages filtered by attributes',
    describe: (scope) => {
      const orders = new faas.Topic(scope, 'Orders');
      const filter = {
        kind: faas.AttributeFilter.anyOf('new', "it's", '100% "sure"'),
        region: faas.AttributeFilter.prefix('eu-'),
      };
      worker(scope, faas.Trigger.topic(orders, { filter }));
    },
    uses: [...delivery, 'topic.delivery', 'topic.filter'],
  },
  {
    name: 'a topic in one stack and its functions in another',
    describe: (scope, other) => {
      const orders = new faas.Topic(scope, 'Orders');
      const fnThere = worker(other(), faas.Trigger.topic(orders));
      orders.grantPublish(fnThere);
    },
    uses: [...delivery, 'topic.delivery'],
    refused: {
      azure:
        "  - Trigger.topic(Orders): the topic 'service/Orders' is in another Service Bus namespace than the function, and " +
        "Azure forwards within one only. Give the clouds of both the topic's namespace as serviceBusNamespace: the same " +
        'object, or its id as text.',
    },
  },
  {
    name: 'a topic under a key of its own',
    describe: (scope) => {
      const orders = new faas.Topic(scope, 'Orders', { encryptionKey: keyOf(scope) });
      orders.grantPublish(worker(scope, faas.Trigger.topic(orders)));
    },
    uses: [...delivery, 'topic.delivery', 'topic.encryptionKey'],
  },
  {
    name: 'a bucket that is read and written',
    describe: (scope) => new faas.Bucket(scope, 'Uploads').grantReadWrite(fn(scope, 'Files')),
    uses: ['bucket.objects'],
  },
  {
    name: 'a bucket that is read by one and written by another',
    describe: (scope) => {
      const uploads = new faas.Bucket(scope, 'Uploads', { removalPolicy: faas.RemovalPolicy.DESTROY });
      uploads.grantRead(fn(scope, 'Reader'));
      uploads.grantWrite(fn(scope, 'Writer'));
    },
    uses: ['bucket.objects', 'bucket.writeOnly'],
  },
  {
    name: 'a bucket with versions, rules and origins',
    describe: (scope) => {
      const uploads = new faas.Bucket(scope, 'Uploads', {
        versioned: true,
        lifecycleRules: [
          { prefix: 'tmp/', expiresAfter: faas.Duration.days(1) },
          { expiresAfter: faas.Duration.days(365), earlierVersionsExpireAfter: faas.Duration.days(30) },
        ],
        cors: {
          allowOrigins: ['https://app.example.com'],
          allowHeaders: ['content-type'],
          maxAge: faas.Duration.hours(1),
        },
        tags: { team: 'files' },
      });
      uploads.grantRead(fn(scope, 'Files'));
    },
    uses: ['bucket.objects', 'bucket.versions', 'bucket.lifecycle', 'bucket.cors'],
  },
  {
    name: 'a bucket under a key of its own',
    describe: (scope) =>
      new faas.Bucket(scope, 'Uploads', { encryptionKey: keyOf(scope) }).grantReadWrite(fn(scope, 'Files')),
    uses: ['bucket.objects', 'bucket.encryptionKey'],
    refused: {
      azure:
        '  - encryptionKey: a storage account reads its key with an identity that may do so already. Give one to the cloud ' +
        'as encryptionIdentity.',
    },
  },
  {
    name: 'new objects',
    describe: (scope) => {
      const uploads = new faas.Bucket(scope, 'Uploads');
      uploads.grantRead(worker(scope, faas.Trigger.objectCreated(uploads, { prefix: 'in/' })));
      fn(scope, 'Audit', { triggers: [faas.Trigger.objectCreated(uploads)] });
    },
    uses: [...delivery, 'bucket.objects', 'bucket.created'],
  },
  {
    name: 'new objects by the end of their key',
    describe: (scope) => {
      const uploads = new faas.Bucket(scope, 'Uploads');
      worker(scope, faas.Trigger.objectCreated(uploads, { prefix: 'in/', suffix: '.png' }));
    },
    uses: [...delivery, 'bucket.objects', 'bucket.created', 'bucket.suffix'],
  },
  {
    name: 'new objects of a bucket in another stack',
    describe: (scope, other) => {
      const uploads = new faas.Bucket(scope, 'Uploads');
      worker(other(), faas.Trigger.objectCreated(uploads));
    },
    uses: [...delivery, 'bucket.objects', 'bucket.created'],
  },
  {
    name: 'a table that is read and written',
    describe: (scope) => {
      const orders = new faas.Table(scope, 'Orders', { partitionKey: { name: 'id' } });
      orders.grantReadWrite(fn(scope, 'Front', { triggers: [http()] }));
    },
    uses: ['table.items', 'http.public', 'http.routes'],
  },
  {
    name: 'a table that is read by one and written by another',
    describe: (scope) => {
      const orders = new faas.Table(scope, 'Orders', { ...orderKey, removalPolicy: faas.RemovalPolicy.DESTROY });
      orders.grantRead(fn(scope, 'Reader'));
      orders.grantWrite(fn(scope, 'Writer'));
    },
    uses: ['table.items', 'table.writeOnly'],
  },
  {
    name: 'a table with everything',
    describe: (scope) => {
      const orders = new faas.Table(scope, 'Orders', {
        ...orderKey,
        indexes: [
          { name: 'by-state', partitionKey: { name: 'state' }, sortKey: { name: 'placed', type: faas.KeyType.NUMBER } },
          { name: 'by-item', partitionKey: { name: 'item' } },
        ],
        ttlAttribute: 'expires',
        pointInTimeRecovery: true,
        tags: { team: 'orders' },
      });
      orders.grantRead(fn(scope, 'Front'));
    },
    uses: ['table.items', 'table.index', 'table.ttl', 'table.pointInTimeRecovery', 'table.tags'],
  },
  {
    name: 'a table under a key of its own',
    describe: (scope) =>
      new faas.Table(scope, 'Orders', { ...orderKey, encryptionKey: keyOf(scope) }).grantRead(fn(scope, 'Front')),
    uses: ['table.items', 'table.encryptionKey'],
  },
  {
    name: 'changes of items',
    describe: (scope) => {
      const orders = new faas.Table(scope, 'Orders', orderKey);
      worker(scope, faas.Trigger.tableChange(orders));
    },
    uses: [...delivery, 'table.items', 'table.change'],
  },
  {
    name: 'a secret',
    describe: (scope) => {
      const apiKey = new faas.Secret(scope, 'ApiKey', { generatedLength: 64, tags: { team: 'orders' } });
      apiKey.grantRead(fn(scope, 'Front'));
    },
    uses: ['secret.value'],
  },
  {
    name: 'a secret under a key of its own',
    describe: (scope) =>
      new faas.Secret(scope, 'ApiKey', { encryptionKey: keyOf(scope) }).grantRead(fn(scope, 'Front')),
    uses: ['secret.value', 'secret.encryptionKey'],
  },
  {
    name: 'resources that exist already',
    describe: (scope) => {
      const front = fn(scope, 'Front');
      faas.Queue.fromExisting(scope, 'Jobs', there.queue).grantSend(front);
      faas.Topic.fromExisting(scope, 'Orders', there.topic).grantPublish(front);
      faas.Bucket.fromExisting(scope, 'Uploads', there.bucket).grantReadWrite(front);
      faas.Table.fromExisting(scope, 'Items', there.table, orderKey).grantReadWrite(front);
      faas.Secret.fromExisting(scope, 'ApiKey', there.secret).grantRead(front);
    },
    uses: [],
  },
  {
    name: 'a queue that exists already and its consumer',
    describe: (scope) => worker(scope, faas.Trigger.queue(faas.Queue.fromExisting(scope, 'Jobs', there.queue))),
    uses: delivery,
  },
  {
    name: 'resources of every kind, and a function in another stack that uses them',
    describe: (scope, other) => {
      const uses = [
        new faas.Bucket(scope, 'Uploads'),
        new faas.Table(scope, 'Orders', { partitionKey: { name: 'id' } }),
        new faas.Secret(scope, 'ApiKey'),
      ];
      const front = fn(other(), 'Front');
      uses.forEach((resource) => resource.grantRead(front));
    },
    uses: ['bucket.objects', 'table.items', 'secret.value'],
  },
  {
    name: 'a function that only another may call',
    describe: (scope) => {
      const inner = fn(scope, 'Inner', { triggers: [http({ auth: faas.HttpAuth.IAM })] });
      inner.grantInvoke(fn(scope, 'Outer', { triggers: [http()] }));
    },
    uses: ['http.iam', 'http.public', 'http.routes'],
  },
  {
    name: 'every kind of event on one function',
    describe: (scope) => {
      const [jobs, orders, uploads] = [
        new faas.Queue(scope, 'Jobs'),
        new faas.Topic(scope, 'Orders'),
        new faas.Bucket(scope, 'Uploads'),
      ];
      fn(scope, 'All', {
        triggers: [
          http(),
          faas.Trigger.queue(jobs),
          faas.Trigger.schedule(nightly),
          faas.Trigger.topic(orders),
          faas.Trigger.objectCreated(uploads),
        ],
      });
    },
    uses: [
      ...delivery,
      'http.public',
      'http.routes',
      'schedule.cron',
      'topic.delivery',
      'bucket.objects',
      'bucket.created',
    ],
  },
  {
    name: 'what only one cloud has',
    describe: (scope) =>
      fn(scope, 'Private', {
        triggers: [http()],
        aws: {
          subnetIds: ['subnet-11111111', 'subnet-22222222'],
          securityGroupIds: ['sg-11111111'],
          environmentKey: keys.aws,
          permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary',
        },
        azure: {
          subnetId: `${azureIds}/Microsoft.Network/virtualNetworks/acme/subnets/functions`,
          allowedIpRanges: ['203.0.113.0/24'],
          appSettings: { ACME_REGION: 'west' },
        },
        google: {
          vpcConnector: 'projects/acme-prod/locations/europe-west1/connectors/acme',
          egress: faas.GoogleEgress.ALL_TRAFFIC,
          ingress: faas.GoogleIngress.INTERNAL_AND_LOAD_BALANCER,
          encryptionKey: keys.google,
        },
      }),
    uses: ['http.public', 'http.routes'],
  },
  {
    name: 'an environment variable that came later',
    describe: (scope) => fn(scope, 'Front', { environment: { FIRST: '1' } }).addEnvironment('SECOND', '2'),
    uses: [],
  },
  {
    name: 'ARM processors',
    describe: (scope) => fn(scope, 'Arm', { architecture: faas.Architecture.ARM_64 }),
    uses: ['architecture.arm64'],
  },
  {
    name: 'x86 processors',
    describe: (scope) => fn(scope, 'Intel', { architecture: faas.Architecture.X86_64 }),
    uses: [],
  },
];

/** Adds the triggers of one function, in many of the orders in which they can be added. */
export function triggersInOrders(): ((scope: Construct) => faas.Trigger[])[] {
  const make = (scope: Construct) => {
    const [jobs, orders, uploads] = [
      new faas.Queue(scope, 'Jobs'),
      new faas.Topic(scope, 'Orders'),
      new faas.Bucket(scope, 'Uploads'),
    ];
    return [
      http({ path: '/a' }),
      http({ path: '/b' }),
      faas.Trigger.queue(jobs),
      faas.Trigger.schedule(nightly),
      faas.Trigger.topic(orders),
      faas.Trigger.objectCreated(uploads),
    ];
  };
  const orders = permutations([0, 1, 2, 3, 4, 5]).filter((_, index) => index % 31 === 0);
  return orders.map((order) => (scope) => {
    const triggers = make(scope);
    return order.map((index) => triggers[index]!);
  });
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
