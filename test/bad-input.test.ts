import { join } from 'path';
import { App as CdkApp, Duration as CdkDuration, Stack, Token } from 'aws-cdk-lib';
import { App as TerraformApp, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import * as faas from '../src';
import { code, fn } from './conformance/cases';
import { CloudName, place } from './stacks';

const { azure, google, Duration, Size, Trigger, Schedule, Queue, HttpMethod } = faas;
const http = (options: Partial<faas.HttpTriggerOptions> = {}) =>
  Trigger.http({ auth: faas.HttpAuth.PUBLIC, ...options });
const tick = (schedule: faas.Schedule) => Trigger.schedule(schedule, { name: 'tick' });
const cron = (expression: string, timeZone = 'UTC') => tick(Schedule.cron(expression, { timeZone }));
const traced = (options: Partial<faas.OtlpOptions> = {}) =>
  faas.Observability.standard({ tracing: faas.Tracing.otlp({ endpoint: 'https://otlp.example.com', ...options }) });
const fixture = (name: string) => join(__dirname, 'fixtures', name);

/** What is tried, and on which cloud; the snapshot holds the whole message. */
const cases: Record<string, [CloudName, (scope: Construct, other: () => Construct) => unknown]> = {
  'a cron field out of range': ['aws', (s) => fn(s, 'F', { triggers: [cron('0 24 * * *')] })],
  'an unknown cron field': ['azure', (s) => fn(s, 'F', { triggers: [cron('0 noon * * *')] })],
  'a cron expression of six fields': ['google', (s) => fn(s, 'F', { triggers: [cron('0 0 2 * * *')] })],
  'both day fields': ['azure', (s) => fn(s, 'F', { triggers: [cron('0 2 1 * MON')] })],
  'a day that never comes': ['aws', (s) => fn(s, 'F', { triggers: [cron('0 2 31 2 *')] })],
  'a time zone that is none': ['aws', (s) => fn(s, 'F', { triggers: [cron('0 2 * * *', 'Europe/Atlantis')] })],
  'a rate of part of a minute': ['aws', (s) => fn(s, 'F', { triggers: [tick(Schedule.rate(Duration.seconds(90)))] })],
  'an uneven rate on Azure': ['azure', (s) => fn(s, 'F', { triggers: [tick(Schedule.rate(Duration.minutes(7)))] })],
  'a timeout above Lambda': ['aws', (s) => fn(s, 'F', { timeout: Duration.minutes(20) })],
  'an HTTP timeout above Azure': ['azure', (s) => fn(s, 'F', { timeout: Duration.minutes(5), triggers: [http()] })],
  'an event timeout above Google': [
    'google',
    (s) => fn(s, 'F', { timeout: Duration.minutes(10), triggers: [Trigger.queue(new Queue(s, 'Jobs'))] }),
  ],
  'a timeout of a fraction': ['google', (s) => fn(s, 'F', { timeout: CdkDuration.millis(1500) })],
  'memory below Lambda': ['aws', (s) => fn(s, 'F', { memory: Size.mebibytes(64) })],
  'memory above Azure': ['azure', (s) => fn(s, 'F', { memory: Size.gibibytes(8) })],
  'memory above Google': ['google', (s) => fn(s, 'F', { memory: Size.gibibytes(64) })],
  'a name that AWS refuses': ['aws', (s) => fn(s, 'F', { name: 'my function' })],
  'a name that Azure refuses': ['azure', (s) => fn(s, 'F', { name: 'a-name-with-more-characters-than-azure-allows' })],
  'a name that Google refuses': ['google', (s) => fn(s, 'F', { name: 'My_Function' })],
  'a collector that is no URL': ['aws', (s) => fn(s, 'F', { observability: traced({ endpoint: 'otlp.example.com' }) })],
  'a public collector without TLS': [
    'azure',
    (s) => fn(s, 'F', { observability: traced({ endpoint: 'http://otlp.example.com' }) }),
  ],
  'a password in the URL of a collector': [
    'google',
    (s) => fn(s, 'F', { observability: traced({ endpoint: 'https://shop:hunter2@otlp.example.com' }) }),
  ],
  'a part of traces above all': ['aws', (s) => fn(s, 'F', { observability: traced({ sampleRatio: 10 }) })],
  'headers of a collector as text': [
    'azure',
    (s) => fn(s, 'F', { observability: traced({ headers: 'api-key=hunter2' as unknown as faas.Secret }) }),
  ],
  'a variable that tracing decides': [
    'google',
    (s) => fn(s, 'F', { observability: traced(), environment: { OTEL_SERVICE_NAME: 'shop' } }),
  ],
  'a variable that tracing decides, added later': [
    'aws',
    (s) => fn(s, 'F', { observability: traced() }).addEnvironment('OTEL_TRACES_SAMPLER_ARG', '0.5'),
  ],
  'an application setting that tracing decides': [
    'azure',
    (s) => fn(s, 'F', { observability: traced(), azure: { appSettings: { otel_service_name: 'shop' } } }),
  ],
  'two triggers on one path': [
    'aws',
    (s) => fn(s, 'F', { triggers: [http({ path: '/a/{x}', methods: [HttpMethod.GET] }), http({ path: '/a/{y}' })] }),
  ],
  'an HTTP trigger without auth': [
    'aws',
    (s) => fn(s, 'F', { triggers: [Trigger.http({} as faas.HttpTriggerOptions)] }),
  ],
  'an unknown auth': ['google', (s) => fn(s, 'F', { triggers: [http({ auth: 'private' as faas.HttpAuth })] })],
  'an unknown method': ['azure', (s) => fn(s, 'F', { triggers: [http({ methods: ['get' as faas.HttpMethod] })] })],
  'memory without a unit': ['aws', (s) => fn(s, 'F', { memory: 512 as unknown as faas.Size })],
  'a timeout without a unit': ['azure', (s) => fn(s, 'F', { timeout: 30 as unknown as faas.Duration })],
  'a path that is none': ['google', (s) => fn(s, 'F', { triggers: [http({ path: 'items/*/x' })] })],
  'credentials for any origin': [
    'azure',
    (s) => fn(s, 'F', { triggers: [http({ cors: { allowOrigins: ['*'], allowCredentials: true } })] }),
  ],
  'an origin with a path': [
    'aws',
    (s) => fn(s, 'F', { triggers: [http({ cors: { allowOrigins: ['https://a.example/'] } })] }),
  ],
  'two CORS policies': [
    'aws',
    (s) =>
      fn(s, 'F', {
        triggers: [
          http({ path: '/a', cors: { allowOrigins: ['https://a.example'] } }),
          http({ path: '/b', cors: { allowOrigins: ['https://b.example'] } }),
        ],
      }),
  ],
  'a second consumer of a queue': [
    'google',
    (s) => {
      const jobs = new Queue(s, 'Jobs');
      fn(s, 'First', { triggers: [Trigger.queue(jobs)] });
      fn(s, 'Second', { triggers: [Trigger.queue(jobs)] });
    },
  ],
  'two queues of one id': [
    'aws',
    (s) => {
      const [a, b] = ['A', 'B'].map((id) => new Queue(new Construct(s, id), 'Jobs'));
      fn(s, 'F', { triggers: [Trigger.queue(a), Trigger.queue(b)] });
    },
  ],
  'links to two queues of one id': [
    'azure',
    (s) => {
      const sender = fn(s, 'F');
      for (const id of ['A', 'B']) new Queue(new Construct(s, id), 'Jobs').grantSend(sender);
    },
  ],
  'a queue of another cloud': [
    'aws',
    (s) => fn(s, 'F', { triggers: [Trigger.queue(new Queue(place('google').stack, 'Jobs'))] }),
  ],
  'a grant to another cloud': ['azure', (s) => new Queue(s, 'Jobs').grantSend(fn(place('aws').stack, 'F'))],
  'a batch of eleven': [
    'aws',
    (s) => fn(s, 'F', { triggers: [Trigger.queue(new Queue(s, 'Jobs'), { batchSize: 11 })] }),
  ],
  'too few attempts': ['google', (s) => new Queue(s, 'Jobs', { maxAttempts: 4 })],
  'too many attempts': ['aws', (s) => fn(s, 'F', { maxAttempts: 101 })],
  'two schedules of one name': ['aws', (s) => fn(s, 'F', { triggers: [cron('0 1 * * *'), cron('0 2 * * *')] })],
  'an entry that is not there': ['aws', (s) => fn(s, 'F', { code: faas.Code.bundle('src/function') })],
  'an entry without a default export': [
    'azure',
    (s) => fn(s, 'F', { code: faas.Code.bundle(fixture('no-default.ts')) }),
  ],
  'a handler without the method': [
    'google',
    (s) => fn(s, 'F', { code: faas.Code.bundle(fixture('fetch-only.ts')), triggers: [http(), cron('0 2 * * *')] }),
  ],
  'a folder without a handler': ['google', (s) => fn(s, 'F', { code: faas.Code.directory('test/fixtures') })],
  'an image on Azure': ['azure', (s) => fn(s, 'F', { code: faas.Code.image('acme.azurecr.io/resize:1.4.0') })],
  'an image that may change, and a runtime for it': [
    'aws',
    (s) => fn(s, 'F', { code: faas.Code.image('resize:latest'), runtime: faas.Runtime.NODE_24 }),
  ],
  'a package to install that the lockfile lacks': [
    'aws',
    (s) => fn(s, 'F', { code: faas.Code.bundle(fixture('handler.ts'), { install: ['no-such-package'] }) }),
  ],
  'a file outside of the package': [
    'google',
    (s) => fn(s, 'F', { code: faas.Code.bundle(fixture('handler.ts'), { files: { '../a': 'package.json' } }) }),
  ],
  'a variable of the runtime': ['aws', (s) => fn(s, 'F', { environment: { AWS_REGION: 'x' } })],
  'a variable of the adapter': ['google', (s) => fn(s, 'F', { environment: { FAASADE_LINKS: '{}' } })],
  'a variable that is no name': ['azure', (s) => fn(s, 'F', { environment: { 'my-name': 'x' } })],
  'a token of another engine': ['google', (s) => fn(s, 'F', { environment: { ARN: Token.asString({ Ref: 'X' }) } })],
  'a number known on deployment': [
    'aws',
    (s) => fn(s, 'F', { limits: { maxInstances: Token.asNumber({ Ref: 'X' }) } }),
  ],
  'several invocations in a Lambda instance': ['aws', (s) => fn(s, 'F', { limits: { concurrencyPerInstance: 5 } })],
  'a negative capacity': ['azure', (s) => fn(s, 'F', { capacity: faas.Capacity.warm(-1) })],
  'a delay on Google': ['google', (s) => new Queue(s, 'Jobs', { delay: Duration.seconds(5) })],
  'a topic name that Azure refuses': ['azure', (s) => new faas.Topic(s, 'Orders', { name: '-orders-' })],
  'a topic name that AWS refuses': ['aws', (s) => new faas.Topic(s, 'Orders', { name: 'my orders' })],
  'a bucket name that Google refuses': ['google', (s) => new faas.Bucket(s, 'B', { name: 'my-google-files' })],
  'a bucket name that AWS refuses': ['aws', (s) => new faas.Bucket(s, 'B', { name: 'Files_of_acme' })],
  'a bucket name that Azure refuses': ['azure', (s) => new faas.Bucket(s, 'B', { name: 'My_Files' })],
  'a secret name that Azure refuses': ['azure', (s) => new faas.Secret(s, 'S', { name: 'api_key' })],
  'a table name that AWS refuses': [
    'aws',
    (s) => new faas.Table(s, 'T', { name: 'a/b', partitionKey: { name: 'id' } }),
  ],
  'a label that Google refuses': ['google', (s) => new faas.Topic(s, 'Orders', { tags: { Team: 'Orders & Co' } })],
  'a key for a queue on Azure': [
    'azure',
    (s) => new Queue(s, 'Jobs', { encryptionKey: 'https://v.vault.azure.net/keys/k' }),
  ],
  'a resource that exists elsewhere only': [
    'google',
    (s) => faas.Topic.fromExisting(s, 'T', { aws: 'arn:aws:sns:x:1:t' }),
  ],
  'an ARN that is none': ['aws', (s) => faas.Queue.fromExisting(s, 'Q', { aws: 'jobs' })],
  'a resource id that is none': ['azure', (s) => faas.Queue.fromExisting(s, 'Q', { azure: 'jobs' })],
  'an order that a queue does not keep': [
    'aws',
    (s) => faas.Queue.fromExisting(s, 'Q', { aws: 'arn:aws:sqs:eu-central-1:123456789012:jobs' }, { ordered: true }),
  ],
  'a full name that is none': ['google', (s) => faas.Queue.fromExisting(s, 'Q', { google: 'jobs' })],
  'dead letters of a queue that exists': [
    'aws',
    (s) => faas.Queue.fromExisting(s, 'Q', { aws: 'arn:aws:sqs:eu-central-1:123456789012:jobs' }).deadLetters,
  ],
  'dead letters of a function without events': ['aws', (s) => fn(s, 'F', { triggers: [http()] }).deadLetters],
  'changes of items on Azure': [
    'azure',
    (s) => fn(s, 'F', { triggers: [Trigger.tableChange(new faas.Table(s, 'T', { partitionKey: { name: 'id' } }))] }),
  ],
  'changes of items on Google': [
    'google',
    (s) => fn(s, 'F', { triggers: [Trigger.tableChange(new faas.Table(s, 'T', { partitionKey: { name: 'id' } }))] }),
  ],
  'a filter above Google': [
    'google',
    (s) =>
      fn(s, 'F', {
        triggers: [
          Trigger.topic(new faas.Topic(s, 'T'), {
            filter: { kind: faas.AttributeFilter.anyOf('a'.repeat(100), 'b'.repeat(100), 'c'.repeat(100)) },
          }),
        ],
      }),
  ],
  'an endpoint for functions on Azure': ['azure', (s) => fn(s, 'F', { triggers: [http({ auth: faas.HttpAuth.IAM })] })],
  'public and for functions at once': [
    'aws',
    (s) => fn(s, 'F', { triggers: [http({ path: '/a' }), http({ path: '/b', auth: faas.HttpAuth.IAM })] }),
  ],
  'a grant to call what has no endpoint': ['aws', (s) => fn(s, 'F').grantInvoke(fn(s, 'G'))],
  'a grant to call from another cloud': [
    'aws',
    (s) => fn(s, 'F', { triggers: [http({ auth: faas.HttpAuth.IAM })] }).grantInvoke(fn(place('google').stack, 'G')),
  ],
  'links to two buckets of one id': [
    'aws',
    (s) => {
      const reader = fn(s, 'F');
      for (const id of ['A', 'B']) new faas.Bucket(new Construct(s, id), 'Files').grantRead(reader);
    },
  ],
  'a variable that is there': ['aws', (s) => fn(s, 'F', { environment: { LEVEL: '1' } }).addEnvironment('LEVEL', '2')],
  'a variable of the runtime that came later': ['aws', (s) => fn(s, 'F').addEnvironment('AWS_REGION', 'x')],
  'a setting of the host': ['azure', (s) => fn(s, 'F', { azure: { appSettings: { AzureWebJobsStorage: 'x' } } })],
  'subnets without security groups': ['aws', (s) => fn(s, 'F', { aws: { subnetIds: ['subnet-1'] } })],
  'ARM on Azure': ['azure', (s) => fn(s, 'F', { architecture: faas.Architecture.ARM_64 })],
  'many problems at once': [
    'aws',
    (s) =>
      fn(s, 'F', {
        memory: Size.mebibytes(1),
        timeout: Duration.hours(1),
        maxAttempts: 1,
        limits: { maxInstances: 0 },
        triggers: [cron('61 * * * *'), http({ path: '' })],
      }),
  ],
  'no stack at all': ['aws', () => new faas.Queue(new CdkApp(), 'Jobs')],
  'a Terraform stack without a cloud': [
    'azure',
    () => new Queue(new TerraformStack(new TerraformApp({ outdir: join(__dirname, 'none') }), 'plain'), 'Jobs'),
  ],
  'two clouds in one scope': [
    'aws',
    (s) => {
      new faas.aws.AwsCloud(s, 'One');
      new faas.aws.AwsCloud(s, 'Two');
    },
  ],
  'a missing namespace': [
    'azure',
    () =>
      new azure.AzureStack(new TerraformApp({ outdir: join(__dirname, 'none') }), 'x', {
        location: 'westeurope',
      } as faas.azure.AzureStackProps),
  ],
  'a location as the portal shows it': [
    'azure',
    () =>
      new azure.AzureStack(new TerraformApp({ outdir: join(__dirname, 'none') }), 'x', {
        location: 'West Europe',
        namespace: 'acme',
      }),
  ],
  'a namespace that is no name': [
    'azure',
    () =>
      new azure.AzureStack(new TerraformApp({ outdir: join(__dirname, 'none') }), 'x', {
        location: 'westeurope',
        namespace: 'Acme & Co',
      }),
  ],
  'a project by its title': [
    'google',
    () =>
      new google.GoogleStack(new TerraformApp({ outdir: join(__dirname, 'none') }), 'x', {
        project: 'Acme Prod',
        region: 'europe-west1',
      }),
  ],
  'a region that is a continent': [
    'google',
    () =>
      new google.GoogleStack(new TerraformApp({ outdir: join(__dirname, 'none') }), 'x', {
        project: 'acme-prod',
        region: 'Europe',
      }),
  ],
  'a region in the words of another cloud': [
    'google',
    () =>
      new google.GoogleStack(new TerraformApp({ outdir: join(__dirname, 'none') }), 'x', {
        project: 'acme-prod',
        region: 'eu-west1',
      }),
  ],
  'a location in the words of another cloud': [
    'azure',
    () =>
      new azure.AzureStack(new TerraformApp({ outdir: join(__dirname, 'none') }), 'x', {
        location: 'eu-central-1',
        namespace: 'acme',
      }),
  ],
  'a billing account by its title': [
    'google',
    () =>
      new google.GoogleStack(new TerraformApp({ outdir: join(__dirname, 'none') }), 'x', {
        project: 'acme-prod',
        region: 'europe-west1',
        billingAccount: 'Acme Billing',
      }),
  ],
  'a path where code is meant': ['aws', (s) => fn(s, 'F', { code: 'src/mail.ts' as unknown as faas.Code })],
  'a grant to call what anyone may call': ['aws', (s) => fn(s, 'F', { triggers: [http()] }).grantInvoke(fn(s, 'G'))],
  'a missing region': [
    'google',
    () =>
      new google.GoogleStack(new TerraformApp({ outdir: join(__dirname, 'none') }), 'x', {
        project: 'acme',
      } as faas.google.GoogleStackProps),
  ],
  'a URL without an HTTP trigger': ['aws', (s) => fn(s, 'F').url],
  'an unknown feature id': ['aws', (s) => faas.Parity.acknowledge(s, 'queue.size', 'why not')],
  'an acknowledgement without a reason': ['aws', (s) => faas.Parity.acknowledge(s, 'queue.batchSize', ' ')],
  'a handle of another cloud': ['google', (s) => faas.aws.AwsFunction.of(fn(s, 'F'))],
};

describe.each(Object.entries(cases))('%s', (_name, [cloud, attempt]) => {
  test('throws one clear error, and leaves nothing half-built', () => {
    const { stack, other } = place(cloud);
    const message = errorOf(() => attempt(stack, other)).replaceAll(process.cwd(), '<cwd>');
    expect(message).not.toBe('');
    expect(message).toMatchSnapshot();
    const left = stack.node.findAll().filter((node) => node instanceof faas.Function && !node._core);
    expect(left).toEqual([]);
  });
});

/** What depends on all triggers together is refused at synthesis. */
const whole: Record<string, [CloudName, (scope: Construct) => unknown]> = {
  'a limit below what queues need on AWS': [
    'aws',
    (s) => fn(s, 'F', { limits: { maxInstances: 1 }, triggers: [Trigger.queue(new Queue(s, 'Jobs'))] }),
  ],
  'a limit of one for two functions on Google': [
    'google',
    (s) => fn(s, 'F', { limits: { maxInstances: 1 }, triggers: [http(), Trigger.queue(new Queue(s, 'Jobs'))] }),
  ],
  'warm above the maximum on AWS': [
    'aws',
    (s) => fn(s, 'F', { capacity: faas.Capacity.warm(3), limits: { maxInstances: 2 }, triggers: [http()] }),
  ],
  'warm above the maximum on Azure': [
    'azure',
    (s) => fn(s, 'F', { capacity: faas.Capacity.warm(3), limits: { maxInstances: 2 }, triggers: [http()] }),
  ],
  'warm above the maximum on Google': [
    'google',
    (s) => fn(s, 'F', { capacity: faas.Capacity.warm(3), limits: { maxInstances: 2 }, triggers: [http()] }),
  ],
  'warm for which of two queues on Azure': [
    'azure',
    (s) =>
      fn(s, 'F', {
        capacity: faas.Capacity.warm(1),
        triggers: ['A', 'B'].map((id) => Trigger.queue(new Queue(s, id))),
      }),
  ],
  'an environment above AWS': [
    'aws',
    (s) => fn(s, 'F', { environment: { LARGE: 'x'.repeat(4090), SMALL: 'y' }, triggers: [http()] }),
  ],
  'an environment above Google': [
    'google',
    (s) => fn(s, 'F', { environment: { LARGE: 'x'.repeat(33_000) }, triggers: [http()] }),
  ],
};

test.each(Object.entries(whole))('%s: synthesis fails with one clear error', (_name, [cloud, describeIt]) => {
  const { stack, synth } = place(cloud);
  describeIt(stack);
  const message = errorOf(synth);
  expect(message).toContain(`Function 'service/F' can't be built on`);
  expect(message).toMatchSnapshot();
});

test('a value that looks like a secret is warned about, and not shown', () => {
  const stack = new Stack(new CdkApp(), 'service');
  new faas.Function(stack, 'F', { code, environment: { DB_PASSWORD: 'hunter2hunter2', LEVEL: 'info' } });
  const { Annotations } = jest.requireActual<typeof import('aws-cdk-lib/assertions')>('aws-cdk-lib/assertions');
  const found = Annotations.fromStack(stack).findWarning(
    '*',
    jest.requireActual('aws-cdk-lib/assertions').Match.anyValue(),
  );
  const texts = found.map(({ entry }) => String(entry.data)).filter((text) => text.includes('environment.secret'));
  expect(texts).toEqual([
    'AWS: environment.DB_PASSWORD looks like a secret, and environment variables stand readable in the template and in the ' +
      "cloud's console. Keep it in a secret store and read it at start. [environment.secret.DB_PASSWORD] " +
      '[ack: faasade:environment.secret.DB_PASSWORD]',
  ]);
});

function errorOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
