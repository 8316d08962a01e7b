import { Stack } from 'aws-cdk-lib';
import { resolve } from 'cdktf/lib/_tokens';
import * as faas from '../../src';
import { code, fn } from '../conformance/cases';
import { place } from '../stacks';
import { build, resources } from './stack';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const nightly = faas.Trigger.schedule(faas.Schedule.cron('0 2 * * *', { timeZone: 'Europe/Berlin' }), {
  name: 'nightly',
});
const { GoogleFunction } = faas.google;

test('without triggers there is an identity and nothing that costs', () => {
  const built = build((stack) => fn(stack, 'F'));
  expect(Object.keys(built).sort()).toEqual(['google_project_service', 'google_service_account']);
  const id = built.google_service_account['F/Runtime'].account_id;
  expect(id).toMatch(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
});

test('HTTP reaches one function that everyone may call, and events are off there', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [http], environment: { A: '1 ${x}' } }));
  const { 'F/Http': only, ...others } = built.google_cloudfunctions2_function;
  expect(others).toEqual({});
  expect(only.service_config).toMatchObject({
    available_memory: '512Mi',
    ingress_settings: 'ALLOW_ALL',
    max_instance_count: 50,
    max_instance_request_concurrency: 1,
    min_instance_count: 0,
    timeout_seconds: 30,
    environment_variables: {
      A: '1 $${x}',
      FAASADE_TRIGGERS: '{"contract":1,"t":30,"h":[["","/*"]]}',
      GOOGLE_CLOUD_PROJECT: 'acme-prod',
    },
  });
  expect(Object.keys(built.google_cloud_run_v2_service_iam_member)).toEqual(['F/Public']);
  expect(built.google_pubsub_topic).toBeUndefined();
});

test('events reach a second function, which only its invoker may call', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs');
    fn(stack, 'F', { name: 'work', triggers: [http, faas.Trigger.queue(jobs), nightly], limits: { maxInstances: 5 } });
  });
  const { 'F/Http': web, 'F/Events': events } = built.google_cloudfunctions2_function;
  expect([web.name, events.name]).toEqual(['work', 'work-events']);
  expect(web.service_config.max_instance_count + events.service_config.max_instance_count).toBe(5);
  expect(events.service_config.ingress_settings).toBe('ALLOW_INTERNAL_ONLY');
  expect(JSON.parse(events.service_config.environment_variables.FAASADE_TRIGGERS)).toEqual({
    contract: 1,
    t: 30,
    q: { Jobs: { a: 5, d: expect.stringMatching(/\.Jobs_DeadLetterTopic_\w+\.id\}$/) } },
    i: { a: 5, d: expect.stringMatching(/\.F_Inbox_DeadLetterTopic_\w+\.id\}$/) },
    s: { nightly: { z: 'Europe/Berlin', f: { m: '1', h: 4 } } },
  });
  const { 'F/Public': everyone, 'F/InvokerRole': invoker } = built.google_cloud_run_v2_service_iam_member;
  expect(everyone).toMatchObject({ member: 'allUsers', name: expect.stringContaining('.F_Http_') });
  expect(invoker).toMatchObject({
    role: 'roles/run.invoker',
    member: expect.stringContaining('.F_Invoker_'),
    name: expect.stringContaining('.F_Events_'),
  });
});

test('a schedule publishes to the inbox, and waits for its subscription', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [nightly], maxAttempts: 9 }));
  const { 'F/Schedule-nightly': job } = built.google_cloud_scheduler_job;
  expect(job).toMatchObject({
    region: 'europe-west1',
    schedule: '0 2 * * *',
    time_zone: 'Europe/Berlin',
    retry_config: { retry_count: 5 },
    depends_on: [
      expect.stringMatching(/^google_pubsub_topic_iam_member\.F_SchedulerPublisher_/),
      expect.stringMatching(/^google_pubsub_subscription\.F_Inbox_Subscription_/),
    ],
  });
  expect(JSON.parse(Buffer.from(job.pubsub_target.data, 'base64').toString())).toEqual({ s: 'nightly' });
  expect(job).not.toHaveProperty('attempt_deadline');
  const { 'F/Inbox/Subscription': push } = built.google_pubsub_subscription;
  expect(push.push_config.push_endpoint).toMatch(/service_config\[0\]\.uri\}\/inbox$/);
  expect(push.dead_letter_policy.max_delivery_attempts).toBe(9);
});

test('concurrency above 1 takes a whole CPU', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [http], limits: { concurrencyPerInstance: 80 } }));
  expect(built.google_cloudfunctions2_function['F/Http'].service_config).toMatchObject({
    available_cpu: '1',
    max_instance_request_concurrency: 80,
  });
});

test('warm instances go to the function that they are for', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs');
    fn(stack, 'F', { triggers: [http, faas.Trigger.queue(jobs, { warm: 3 })], capacity: faas.Capacity.warm(2) });
  });
  const { 'F/Http': web, 'F/Events': events } = built.google_cloudfunctions2_function;
  expect(web.service_config.min_instance_count).toBe(2);
  expect(events.service_config.min_instance_count).toBe(3);
});

test("the package's name holds its hash, and both functions are built from it", () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [http, nightly] }));
  const { 'F/Package': object, ...others } = built.google_storage_bucket_object;
  expect(others).toEqual({});
  const [, hash] = /([0-9a-f]{64})\.zip$/.exec(object.name)!;
  expect(object.source).toContain(hash);
  for (const part of ['F/Http', 'F/Events']) {
    const { build_config: config } = built.google_cloudfunctions2_function[part];
    expect(config).toMatchObject({ entry_point: 'handler', runtime: 'nodejs22' });
    expect(config.source.storage_source.object).toMatch(/^\$\{google_storage_bucket_object\.F_Package_\w+\.name\}$/);
  }
});

test('the limit is shared out anew when a trigger comes later', () => {
  const built = build((stack) => {
    const late = fn(stack, 'F', { triggers: [http] });
    late.addTrigger(nightly);
  });
  const { 'F/Http': web } = built.google_cloudfunctions2_function;
  expect(web.service_config.max_instance_count).toBe(25);
});

test('handles reach every resource, and the default child follows the triggers', () => {
  const { stack } = place('google');
  const worker = fn(stack, 'F');
  const handles = GoogleFunction.of(worker);
  expect([handles.httpFunction, handles.eventFunction, handles.invoker, handles.inboxTopic]).toEqual(
    Array(4).fill(undefined),
  );
  expect(handles.serviceAccount.accountIdInput).toMatch(/-runtime-/);
  worker.addTrigger(nightly);
  expect(worker.node.defaultChild).toBe(handles.eventFunction);
  worker.addTrigger(http);
  expect(worker.node.defaultChild).toBe(handles.httpFunction);
  expect(resolve(stack, worker.url)).toBe(resolve(stack, handles.httpFunction!.url));
  expect(handles.inboxTopic!.node.path).toBe('service/F/Inbox/Topic');
});

test('fails if a handle is asked of another cloud', () => {
  const { stack } = place('aws');
  expect(() => GoogleFunction.of(new faas.Function(stack as Stack, 'F', { code }))).toThrow(
    new Error("Function 'service/F' is on aws, not on google."),
  );
});

test('overrides and aspects reach the resources', () => {
  const { stack, synth } = place('google');
  const worker = fn(stack, 'F', { triggers: [http] });
  GoogleFunction.of(worker).httpFunction!.addOverride('service_config.vpc_connector', 'mine');
  const { 'F/Http': web } = resources(synth()).google_cloudfunctions2_function;
  expect(web.service_config).toMatchObject({ vpc_connector: 'mine', timeout_seconds: 30 });
});

const inside = faas.Trigger.http({ auth: faas.HttpAuth.IAM });

test('a function for functions is closed to all but those that were granted it', () => {
  const built = build((stack) => {
    const inner = fn(stack, 'Inner', { triggers: [inside, nightly] });
    const outer = fn(stack, 'Outer', { triggers: [http] });
    inner.grantInvoke(outer);
    inner.grantInvoke(outer);
  });
  const { 'Outer/Public': everyone, ...others } = built.google_cloud_run_v2_service_iam_member;
  expect(everyone.name).toContain('.Outer_Http_');
  // The caller reaches the HTTP function alone, and never the one that takes events.
  expect(others).toEqual({
    'Inner/InvokerRole': expect.objectContaining({ name: expect.stringContaining('.Inner_Events_') }),
    'Outer/Invoke-Inner': {
      project: 'acme-prod',
      location: 'europe-west1',
      name: expect.stringContaining('.Inner_Http_'),
      role: 'roles/run.invoker',
      member: expect.stringContaining('.Outer_Runtime_'),
    },
  });
  const { environment_variables: variables } = built.google_cloudfunctions2_function['Outer/Http'].service_config;
  expect(variables.FAASADE_LINKS).toMatch(
    /^\{"f":\{"Inner":"\$\{\S+\.Inner_Http_\w+\.service_config\[0\]\.uri\}"\}\}$/,
  );
});

test('fails if functions call each other in a circle', () => {
  const { stack } = place('google');
  const [a, b, c] = ['A', 'B', 'C'].map((id) => fn(stack, id, { triggers: [inside] })) as [
    faas.Function,
    faas.Function,
    faas.Function,
  ];
  b.grantInvoke(a);
  c.grantInvoke(b);
  expect(() => a.grantInvoke(c)).toThrow(
    new Error(
      "Function 'service/A' can't be built on Google:\n  - grantInvoke: 'service/C' is called by it, and neither can be " +
        'deployed before the other. Have one of them send to a queue.',
    ),
  );
  expect(() => a.grantInvoke(a)).toThrow("'service/A' is called by it");
});

test('what only Google has reaches the functions, and events come from inside always', () => {
  const encryptionKey = 'projects/p/locations/l/keyRings/r/cryptoKeys/k';
  const built = build((stack) => {
    const google = {
      vpcConnector: 'projects/p/locations/l/connectors/c',
      ingress: faas.GoogleIngress.INTERNAL_AND_LOAD_BALANCER,
      encryptionKey,
    };
    fn(stack, 'F', { triggers: [http, nightly], google });
    fn(stack, 'G', { triggers: [http] });
  });
  const { 'F/Http': web, 'F/Events': events, 'G/Http': other } = built.google_cloudfunctions2_function;
  const network = {
    vpc_connector: 'projects/p/locations/l/connectors/c',
    vpc_connector_egress_settings: 'PRIVATE_RANGES_ONLY',
  };
  expect(web.service_config).toMatchObject({ ...network, ingress_settings: 'ALLOW_INTERNAL_AND_GCLB' });
  expect(events.service_config).toMatchObject({ ...network, ingress_settings: 'ALLOW_INTERNAL_ONLY' });
  for (const each of [web, events]) {
    expect(each.kms_key_name).toBe(encryptionKey);
    const [, images] = /\.(Cloud_Images-\w+)\.id\}$/.exec(each.build_config.docker_repository)!;
    expect(each.build_config.docker_repository).not.toBe(other.build_config.docker_repository);
    expect(images).toBeDefined();
  }
  expect(built.google_storage_bucket_object['F/Package'].kms_key_name).toBe(encryptionKey);
  expect(other).not.toHaveProperty('kms_key_name');
  const agents = Object.values(built.google_kms_crypto_key_iam_member).map(({ member }) => member);
  expect(agents.map((member) => /@([\w-]+)\.|(-storage)_/.exec(member)!.slice(1).join(''))).toEqual([
    'gcp-sa-artifactregistry',
    'gcf-admin-robot',
    'serverless-robot-prod',
    '-storage',
  ]);
});

test('variables and links that come later reach both functions', () => {
  const built = build((stack) => {
    const late = fn(stack, 'F', { triggers: [http, nightly] });
    late.addEnvironment('LATE', '1');
    new faas.Topic(stack, 'Orders').grantPublish(late);
  });
  for (const part of ['F/Http', 'F/Events']) {
    expect(built.google_cloudfunctions2_function[part].service_config.environment_variables).toMatchObject({
      LATE: '1',
      FAASADE_LINKS: expect.stringContaining('Orders'),
    });
  }
});
