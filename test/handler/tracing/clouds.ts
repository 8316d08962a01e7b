import { fixture } from '../expectations';
import * as aws from '../harness/aws';
import * as azure from '../harness/azure';
import * as google from '../harness/google';
import type { Harness, Running } from '../harness/running';

/** A cloud under test, and what its settings say of functions that use the servers of these tests. */
export interface TracedCloud {
  readonly name: string;
  readonly harness: Harness;
  readonly environment: (url: string) => Readonly<Record<string, string>>;
  readonly links: (url: string) => object;
  readonly events: object;
  readonly resource: Readonly<Record<string, string>>;
  readonly messaging: Readonly<Record<'queue' | 'topic', string>>;
}

const routes = [
  ['', '/*'],
  ['GET,POST', '/any/{act}'],
];

export const clouds: readonly TracedCloud[] = [
  {
    name: 'aws',
    harness: aws,
    environment: (url) => ({
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_LAMBDA_FUNCTION_NAME: 'shop',
      // Active tracing of X-Ray is off, as usual, and says so.
      _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0',
    }),
    links: (url) => ({
      q: { Jobs: [`${url}/1/jobs`] },
      t: { Orders: 'arn:aws:sns:eu-central-1:123456789012:orders' },
      f: { Prices: url },
      s: { Key: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf' },
    }),
    events: { q: { Jobs: { i: 'Jobs' } }, i: {}, s: ['Nightly'], n: { Orders: 'Orders' }, o: ['Uploads'] },
    resource: {
      'cloud.provider': 'aws',
      'cloud.platform': 'aws_lambda',
      'cloud.region': 'eu-central-1',
      'faas.name': 'shop',
    },
    messaging: { queue: 'aws_sqs', topic: 'aws.sns' },
  },
  {
    name: 'azure',
    harness: azure,
    environment: (url) => ({
      SERVICE_BUS: url,
      SB__fullyQualifiedNamespace: 'ns.servicebus.windows.net',
      IDENTITY_ENDPOINT: `${url}/identity`,
      IDENTITY_HEADER: 'H',
      WEBSITE_SITE_NAME: 'shop',
    }),
    links: (url) => ({
      q: { Jobs: ['ns.servicebus.windows.net', 'jobs'] },
      t: { Orders: ['ns.servicebus.windows.net', 'orders'] },
      f: { Prices: [url, 'api://prices'] },
      s: { Key: [url, 'key'] },
    }),
    events: {
      ...{ q: { Jobs: { q: 'jobs', c: 'SB' } }, i: { q: 'inbox', c: 'SB' } },
      ...{ s: { Nightly: { c: '0 0 2 * * *' } }, n: ['Orders'], o: ['Uploads'] },
    },
    resource: {
      'cloud.provider': 'azure',
      'cloud.platform': 'azure.functions',
      'cloud.region': 'region-1',
      'faas.name': 'shop',
    },
    messaging: { queue: 'servicebus', topic: 'servicebus' },
  },
  {
    name: 'google',
    harness: google,
    environment: (url) => ({
      PUBSUB_EMULATOR_HOST: new URL(url).host,
      GCE_METADATA_HOST: new URL(url).host,
      SECRET_MANAGER: url,
      K_SERVICE: 'shop',
    }),
    links: (url) => ({
      q: { Jobs: ['projects/acme/topics/jobs'] },
      t: { Orders: 'projects/acme/topics/orders' },
      f: { Prices: url },
      s: { Key: 'projects/acme/secrets/key' },
    }),
    events: { q: { Jobs: {} }, i: {}, s: { Nightly: null }, n: ['Orders'], b: { Uploads: '' } },
    resource: {
      'cloud.provider': 'gcp',
      'cloud.platform': 'gcp_cloud_functions',
      'cloud.region': 'region-1',
      'faas.name': 'shop',
    },
    messaging: { queue: 'gcp_pubsub', topic: 'gcp_pubsub' },
  },
];

export interface Options {
  readonly triggers: 'http' | 'events';
  /** `OTEL_SERVICE_NAME`. */
  readonly service?: string;
  /** `FAASADE_TRACING`, and more; undefined: tracing is off. */
  readonly tracing?: Readonly<Record<string, string>>;
}

/** Starts the traced handler with the settings that synthesis would write. */
export function start(cloud: TracedCloud, server: string, { triggers, service, tracing }: Options): Promise<Running> {
  const own = triggers === 'http' ? { h: routes } : cloud.events;
  return cloud.harness.start({
    entry: fixture('traced'),
    triggers: { contract: 1, t: 30, ...own },
    links: cloud.links(server),
    clients: ['queue', 'topic', 'function'],
    tracing: true,
    environment: {
      ...cloud.environment(server),
      ...(tracing && { FAASADE_TRACING: '{"r":"region-1"}', OTEL_SERVICE_NAME: service ?? 'Shop', ...tracing }),
    },
  });
}
