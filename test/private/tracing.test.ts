import { App, Stack, Token } from 'aws-cdk-lib';
import { model, report } from './data';
import * as faas from '../../src';
import { OtlpOptions, Secret, Tracing } from '../../src';
import { adapterFiles } from '../../src/private/adapter';
import { checkTracedVariable, planTracing, resolveTracing, tracingVariables } from '../../src/private/tracing';

import { code } from '../conformance/cases';
import { clouds, place } from '../stacks';

const endpoint = 'https://otlp.example.com';

function resolve(options: Partial<OtlpOptions>) {
  const found = report();
  return { spec: resolveTracing(Tracing.otlp({ endpoint, ...options }), 'aws-cdk', found), problems: found.problems };
}

test('off where nothing is asked for', () => {
  const found = report();
  expect(resolveTracing(undefined, 'aws-cdk', found)).toBeUndefined();
  expect([found.problems, tracingVariables(model())]).toEqual([[], {}]);
});

test('keeps what is given', () => {
  const headers = new Secret(new Stack(new App(), 'stack'), 'Key');
  expect(resolve({ endpoint: `${endpoint}/otlp//`, sampleRatio: 0, headers })).toEqual({
    spec: { endpoint: `${endpoint}/otlp`, sampleRatio: 0, headers },
    problems: [],
  });
});

test.each([
  'http://localhost:4318',
  'http://collector:4318',
  'http://127.0.0.1:4318',
  'http://10.0.0.7:4318/base',
  'http://172.31.255.1',
  'http://192.168.1.1',
  'http://169.254.169.254',
  'http://[::1]:4318',
  'http://[fd00::7]',
  'http://otel.monitoring.svc.cluster.local',
  'http://collector.shop.internal',
  Token.asString({ Ref: 'Collector' }),
])('takes %s', (given) => {
  expect(resolve({ endpoint: given }).problems).toEqual([]);
});

test.each([
  'http://172.32.0.1',
  'http://11.0.0.1',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'http://[2001:db8::1]',
  'http://134744072',
])('fails if %s is public and without TLS', (given) => {
  expect(resolve({ endpoint: given }).problems).toEqual([
    `observability.tracing.endpoint: '${given}' is public, and without TLS anyone on the way could read and change ` +
      "spans. Write 'https://…'.",
  ]);
});

test.each<[Partial<OtlpOptions>, string]>([
  [
    { endpoint: 'otlp' },
    'observability.tracing.endpoint: "otlp" is not the URL of a collector, such as \'https://otlp.example.com\'.',
  ],
  [
    { endpoint: 4318 as never },
    "observability.tracing.endpoint: 4318 is not the URL of a collector, such as 'https://otlp.example.com'.",
  ],
  [
    { endpoint: 'grpc://localhost:4317' },
    'observability.tracing.endpoint: "grpc://localhost:4317" is not the URL of a collector, such as ' +
      "'https://otlp.example.com'.",
  ],
  [
    { endpoint: `${endpoint}/v1/traces` },
    "observability.tracing.endpoint: 'https://otlp.example.com/v1/traces' ends with /v1/traces, which spans are posted to " +
      'below it. Leave that out.',
  ],
  [
    { endpoint: `${endpoint}?key=1` },
    "observability.tracing.endpoint: 'https://otlp.example.com?key=1' has a query or fragment, and paths are put behind " +
      'it. Leave it out.',
  ],
  [
    { endpoint: 'https://user@otlp.example.com' },
    'observability.tracing.endpoint: holds a user or a password, which would stand readable in the template. Have ' +
      'headers name a Secret.',
  ],
  [{ sampleRatio: -0.1 }, 'observability.tracing.sampleRatio: -0.1 is not a number from 0 to 1.'],
  [{ sampleRatio: 1.1 }, 'observability.tracing.sampleRatio: 1.1 is not a number from 0 to 1.'],
  [{ sampleRatio: NaN }, 'observability.tracing.sampleRatio: NaN is not a number from 0 to 1.'],
  [{ sampleRatio: '1' as never }, 'observability.tracing.sampleRatio: "1" is not a number from 0 to 1.'],
  [
    { headers: { key: '1' } as never },
    'observability.tracing.headers: is no Secret. Headers open the collector: have a secret hold them.',
  ],
])('fails if an option can not stand: %j', (options, problem) => {
  expect(resolve(options).problems).toEqual([problem]);
});

test('fails if it is something else', () => {
  const found = report();
  resolveTracing(endpoint as never, 'aws-cdk', found);
  expect(found.problems).toEqual([
    'observability.tracing: "https://otlp.example.com" is no Tracing. Write Tracing.otlp({ endpoint: \'https://…\' }).',
  ]);
});

test('fails if the endpoint is a value of another engine', () => {
  const found = report();
  resolveTracing(Tracing.otlp({ endpoint: Token.asString({ Ref: 'Collector' }) }), 'terraform', found);
  expect(found.problems).toEqual([
    'observability.tracing.endpoint: holds a value of another engine. Pass it as a parameter or variable of this stack.',
  ]);
});

test('fails if the secret is on another cloud', () => {
  const found = report();
  const headers = new Secret(place('google').stack, 'Key');
  planTracing({ endpoint, headers }, headers.cloud._target, found);
  expect(found.problems).toEqual([]);
  planTracing({ endpoint, headers }, faas.Cloud.of(new Stack(new App(), 'stack'))._target, found);
  expect(found.problems).toEqual([
    `observability.tracing.headers: the secret 'service/Key' is on Google. Name one on AWS, in a stack of the same engine.`,
  ]);
});

test.each([
  'OTEL_SERVICE_NAME',
  'OTEL_SDK_DISABLED',
  'OTEL_TRACES_EXPORTER',
  'OTEL_TRACES_SAMPLER',
  'OTEL_TRACES_SAMPLER_ARG',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'otel_service_name',
])('fails if the user sets %s too, where there is tracing', (name) => {
  const [off, on] = [report(), report()];
  checkTracedVariable(name, 'environment', undefined, off);
  checkTracedVariable(name, 'environment', { endpoint }, on);
  expect(off.problems).toEqual([]);
  expect(on.problems).toEqual([`environment.${name}: observability.tracing decides it. Leave one of them out.`]);
});

test.each(['OTEL_RESOURCE_ATTRIBUTES', 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', 'MY_OTEL_SERVICE_NAME'])(
  'takes %s',
  (name) => {
    const found = report();
    checkTracedVariable(name, 'environment', { endpoint }, found);
    expect(found.problems).toEqual([]);
  },
);

test('the adapter and any SDK of OpenTelemetry are told the same', () => {
  expect(tracingVariables(model({ tracing: { endpoint } }))).toEqual({
    FAASADE_TRACING: '{}',
    OTEL_SERVICE_NAME: 'stack/F',
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_TRACES_SAMPLER: 'parentbased_always_on',
  });
  const headers = new Secret(new Stack(new App(), 'stack'), 'Key');
  expect(tracingVariables(model({ tracing: { endpoint, sampleRatio: 0.25, headers } }), 'europe-west1')).toMatchObject({
    FAASADE_TRACING: '{"h":"Key","r":"europe-west1"}',
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.25',
  });
});

test.each(clouds)('on %s what traces is in packages of traced functions only', (cloud) => {
  const off = adapterFiles(cloud, model().spec);
  const { 'tracing.js': tracing, ...on } = adapterFiles(cloud, model({ tracing: { endpoint } }).spec);
  expect(on).toEqual(off);
  expect(tracing!.includes('opentelemetry')).toBe(true);
  for (const text of Object.values(off)) expect(text.includes('opentelemetry')).toBe(false);
});

test.each(clouds)('on %s the function may read the headers, and its handler finds them too', (cloud) => {
  const { stack } = place(cloud);
  const headers = new Secret(stack, 'Key');
  const tracing = Tracing.otlp({ endpoint, headers });
  const fn = new faas.Function(stack, 'F', { code, observability: faas.Observability.standard({ tracing }) });
  expect(fn._core.model.links).toMatchObject([{ kind: 'secret', id: 'Key', path: 'service/Key' }]);
});
