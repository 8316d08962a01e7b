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
const nightly = faas.Schedule.cron('0 2 * * *', { timeZone: 'Europe/Berlin' });

/** What every event on its way through a queue brings along. */
const delivery = ['queue.delivery', 'delivery.maxAttempts', 'delivery.backPressure'] as const;

export const cases: readonly Case[] = [
  { name: 'a function without triggers', describe: (scope) => fn(scope, 'Idle'), uses: [] },
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
      const jobs = new faas.Queue(scope, 'Jobs', { maxAttempts: 100 });
      fn(scope, 'Worker', { triggers: [faas.Trigger.queue(jobs, { batchSize: 10 })] });
    },
    uses: [...delivery, 'queue.batchSize'],
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
];

/** The triggers of one function, for every order in which they can be added. */
export function triggersInOrders(): ((jobs: faas.Queue) => faas.Trigger[])[] {
  const make = (jobs: faas.Queue) => [
    http({ path: '/a' }),
    http({ path: '/b' }),
    faas.Trigger.queue(jobs),
    faas.Trigger.schedule(nightly),
  ];
  const orders = permutations([0, 1, 2, 3]);
  return orders.map((order) => (jobs) => order.map((index) => make(jobs)[index]));
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
