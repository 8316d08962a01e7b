import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { build, Resources } from './stack';
import * as faas from '../../src';
import { fn } from '../conformance/cases';
import { place } from '../stacks';
import { terraform, withTerraform } from '../terraform';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });

/** A function with both services; its second subscription comes last, and the stop first. */
function service(scope: faas.google.GoogleStack): faas.Function {
  faas.Stop.of(scope);
  const jobs = new faas.Queue(scope, 'Jobs');
  const worker = fn(scope, 'Worker', { triggers: [http, faas.Trigger.queue(jobs)] });
  worker.addTrigger(faas.Trigger.topic(new faas.Topic(scope, 'Orders')));
  return worker;
}

function targets({ google_cloudfunctions2_function: functions }: Resources, stop = 'Stop') {
  const { service_config: config } = functions![`${stop}/Breaker/Events`]!;
  return JSON.parse(config.environment_variables.STOP_TARGETS).f as { s: string; p: string[]; k: string[] }[];
}

/** What is below a stop, whichever function it is for. */
function rights(built: Resources, type: string, stop = 'Stop') {
  const own = Object.entries(built[`google_${type}`] ?? {}).filter(([path]) => path.startsWith(`${stop}/Function-`));
  return Object.fromEntries(own.map(([path, its]) => [path.split('/').pop()!, its]));
}

const breaker = expect.stringMatching(/^\$\{google_service_account\.Stop_Breaker_Runtime_\w+\.member\}$/);
const of = (type: string, name: string, attribute: string) =>
  expect.stringMatching(new RegExp(`^\\$\\{google_${type}\\.${name}_\\w+\\.${attribute}\\}$`));

test('lists every service with what is pushed to it, whatever was described first', () => {
  const built = build(service);
  const names = built.google_pubsub_subscription!;
  const name = (path: string) => `projects/acme-prod/subscriptions/${names[path]!.name}`;
  const worker = built.google_cloudfunctions2_function!['Worker/Http']!.name;
  const bucket = of('storage_bucket', 'Cloud_Packages', 'name');
  const services = 'projects/acme-prod/locations/europe-west1/services';
  expect(targets(built)).toEqual([
    { s: `${services}/${worker}`, p: [], k: [bucket, `stopped/${worker}.json`] },
    {
      s: `${services}/${worker}-events`,
      p: [name('Worker/Queue-Jobs/Subscription'), name('Worker/Topic-Orders/Subscription')],
      k: [bucket, `stopped/${worker}-events.json`],
    },
  ]);
});

test('may change these services and subscriptions, keep what they had, and nothing else', () => {
  const built = build(service);
  const scale = of('project_iam_custom_role', 'Cloud_Role-scale', 'name');
  const deliver = of('project_iam_custom_role', 'Cloud_Role-deliver', 'name');
  expect(rights(built, 'cloud_run_v2_service_iam_member')).toMatchObject({
    Http: { role: scale, member: breaker, name: of('cloudfunctions2_function', 'Worker_Http', '.+service') },
    Events: { role: scale, member: breaker, name: of('cloudfunctions2_function', 'Worker_Events', '.+service') },
  });
  expect(rights(built, 'pubsub_subscription_iam_member')).toMatchObject({
    'Queue-Jobs': {
      role: deliver,
      member: breaker,
      subscription: of('pubsub_subscription', 'Worker_Queue-Jobs', 'name'),
    },
    'Topic-Orders': { role: deliver, member: breaker },
  });
  const actAs = { role: 'roles/iam.serviceAccountUser', member: breaker };
  expect(rights(built, 'service_account_iam_member')).toEqual({
    Runtime: { ...actAs, service_account_id: of('service_account', 'Worker_Runtime', 'name') },
    Invoker: { ...actAs, service_account_id: of('service_account', 'Worker_Invoker', 'name') },
  });
  const { condition, ...kept } = rights(built, 'storage_bucket_iam_member').Kept!;
  expect(kept).toMatchObject({ role: 'roles/storage.objectUser', member: breaker });
  const worker = built.google_cloudfunctions2_function!['Worker/Http']!.name;
  const named = [...condition.expression.matchAll(/resource\.name == "projects\/_\/buckets\/[^"/]+?(\/[^"]*)?"/g)];
  expect(named.map(([, object]) => object)).toEqual([
    `/objects/stopped/${worker}.json`,
    `/objects/stopped/${worker}-events.json`,
  ]);
  expect(condition.expression.split(' || ')).toHaveLength(2);
  expect(Object.values(built.google_project_iam_custom_role!).map(({ permissions }) => permissions)).toEqual([
    ['pubsub.subscriptions.get', 'pubsub.subscriptions.update'],
    ['run.services.get', 'run.services.update'],
  ]);
});

test('a function that only HTTP reaches has nothing to pause, and no account that pushes', () => {
  const built = build((stack) => {
    fn(stack, 'Web', { triggers: [http] });
    faas.Stop.of(stack);
  });
  expect(targets(built).map(({ p }) => p)).toEqual([[]]);
  expect(Object.keys(rights(built, 'service_account_iam_member'))).toEqual(['Runtime']);
  expect(rights(built, 'pubsub_subscription_iam_member')).toEqual({});
});

test('no plan takes a stop back, or leaves a guarded subscription at another address unnoticed', () => {
  const built = build((stack) => {
    service(stack);
    const other = fn(stack, 'Other', { triggers: [faas.Trigger.topic(new faas.Topic(stack, 'News'))] });
    faas.Stop.of(other);
  });
  const { lifecycle } = built.google_pubsub_subscription!['Other/Topic-News/Subscription']!;
  expect(lifecycle.ignore_changes).toEqual(['push_config']);
  expect(lifecycle.postcondition).toEqual([
    {
      condition: expect.stringMatching(
        /^\$\{contains\(\["", join\("", \[google_cloudfunctions2_function\.Other_Events_\w+\.service_config\[0\]\.uri, "\/topic\/News"\]\)\], try\(self\.push_config\[0\]\.push_endpoint, ""\)\)\}$/,
      ),
      error_message: expect.stringMatching(
        /Run: gcloud pubsub subscriptions modify-push-config '\$\{self\.id\}' --push-endpoint='\$\{.+\.uri\}\/topic\/News' /,
      ),
    },
  ]);
  expect(built.google_pubsub_subscription!['Worker/Inbox/DeadLetters']!.lifecycle).toBeUndefined();
  const unguarded = build((stack) => {
    fn(stack, 'Worker', { triggers: [faas.Trigger.queue(new faas.Queue(stack, 'Jobs'))] });
  });
  expect(unguarded.google_pubsub_subscription!['Worker/Queue-Jobs/Subscription']!.lifecycle).toBeUndefined();
});

test('two stops of one function keep what it had in one place', () => {
  const built = build((stack) => {
    faas.Stop.of(service(stack));
    fn(stack, 'Web', { triggers: [http] });
  });
  const inner = targets(built, 'Worker/Stop');
  expect(inner).toHaveLength(2);
  expect(targets(built)).toEqual([...inner, expect.objectContaining({ p: [] })]);
  const roles = (stop: string) =>
    Object.values(rights(built, 'cloud_run_v2_service_iam_member', stop)).map(({ role }) => role);
  expect(roles('Worker/Stop')).toEqual([roles('Stop')[0], roles('Stop')[0]]);
});

test('the command publishes to the topic by its full name', () => {
  const { stack, synth } = place('google');
  service(stack as faas.google.GoogleStack);
  const stop = faas.Stop.of(stack);
  synth();
  expect(stop._stop.command('stop')).toMatch(
    /^gcloud pubsub topics publish 'projects\/acme-prod\/topics\/[\w-]*stop-notices[\w-]*' --message='\{"action":"stop"\}'$/,
  );
});

test('alarms of the project may publish, and one goes off where a notice could not be followed', () => {
  const built = build(service);
  const topic = of('pubsub_topic', 'Stop_Notices_Topic', 'id');
  expect(built.google_monitoring_notification_channel!['Stop/Channel']).toMatchObject({
    type: 'pubsub',
    labels: { topic },
  });
  const publisher = built.google_pubsub_topic_iam_member!['Stop/Publisher']!;
  expect(publisher).toMatchObject({
    role: 'roles/pubsub.publisher',
    member: expect.stringMatching(
      /^serviceAccount:service-.+@gcp-sa-monitoring-notification\.iam\.gserviceaccount\.com$/,
    ),
  });
  // The agent is made with the first channel.
  const [agent] = publisher.depends_on;
  expect(built.time_sleep!['Cloud/Agent-monitoring']!.depends_on).toContainEqual(
    expect.stringMatching(/^google_monitoring_notification_channel\.Stop_Channel_/),
  );
  expect(agent).toMatch(/^time_sleep\.Cloud_Agent-monitoring_/);
  const [{ condition_threshold: condition }] = built.google_monitoring_alert_policy!['Stop/Failed']!.conditions;
  expect(condition).toMatchObject({ comparison: 'COMPARISON_GT', threshold_value: 0 });
  expect(condition.filter).toMatch(
    /subscription_id = "\$\{google_pubsub_subscription\.Stop_Breaker_Inbox_DeadLetters_\w+\.name\}"/,
  );
});

withTerraform('Terraform says so where a guarded subscription pushes to another address', () => {
  const { stack, synth } = place('google');
  service(stack as faas.google.GoogleStack);
  const folder = join(synth(), 'stacks/service');
  const mocks = 'mock_provider "google" {}\nmock_provider "time" {\n  alias = "faasade"\n}\n';
  const applied = `${mocks}\nrun "all" {\n  command = apply\n}\n`;
  terraform.test(folder, applied);

  const file = join(folder, 'cdk.tf.json');
  const written = JSON.parse(readFileSync(file, 'utf8'));
  const [queue] = Object.keys(written.resource.google_pubsub_subscription).filter((id) => id.includes('Queue-Jobs'));
  written.resource.google_pubsub_subscription[queue!].push_config.push_endpoint = 'https://old.a.run.app/queue/Jobs';
  writeFileSync(file, JSON.stringify(written));
  expect(() => terraform.test(folder, applied)).toThrow('It pushes to the address that the function had');
});
