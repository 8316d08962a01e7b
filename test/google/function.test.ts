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
    q: ['Jobs'],
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
