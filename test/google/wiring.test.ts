import { join } from 'path';
import { TerraformElement } from 'cdktf';
import { Construct } from 'constructs';
import * as faas from '../../src';
import { fn } from '../conformance/cases';
import { place, terraformStacks } from '../stacks';
import { terraform, withTerraform } from '../terraform';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const nightly = faas.Trigger.schedule(faas.Schedule.cron('0 2 * * *', { timeZone: 'Europe/Berlin' }), {
  name: 'nightly',
});

function addresses(stack: Construct) {
  return (path: string, type: string) => {
    const element = stack.node.findAll().find(({ node }) => node.path === `service/${path}`) as TerraformElement;
    return `google_${type}.${element.friendlyUniqueId}`;
  };
}

/** Terraform's own test of facts, with mocks for the providers. */
function wiring(facts: Record<string, string>): string {
  const asserts = Object.entries(facts).map(
    ([message, condition]) =>
      `  assert {\n    condition     = ${condition}\n    error_message = ${JSON.stringify(message)}\n  }`,
  );
  return `mock_provider "google" {}\nmock_provider "time" {\n  alias = "faasade"\n}\n\nrun "wiring" {\n${asserts.join('\n')}\n}\n`;
}

/** A description of what delivers events. */
function service() {
  const { stack, synth } = place('google');
  const jobs = new faas.Queue(stack, 'Jobs');
  const worker = fn(stack, 'F', { triggers: [http, nightly, faas.Trigger.queue(jobs)] });
  jobs.grantSend(worker);
  return { address: addresses(stack), synth: () => join(synth(), 'stacks/service') };
}

withTerraform('events reach the event function under its invoker, and no one else does', async () => {
  const { address, synth } = service();
  const web = address('F/Http', 'cloudfunctions2_function');
  const events = address('F/Events', 'cloudfunctions2_function');
  const invoker = address('F/Invoker', 'service_account');
  const push = address('F/Queue-Jobs/Subscription', 'pubsub_subscription');
  const inbox = address('F/Inbox/Subscription', 'pubsub_subscription');
  const job = address('F/Schedule-nightly', 'cloud_scheduler_job');
  const everyone = address('F/Public', 'cloud_run_v2_service_iam_member');
  const allowed = address('F/InvokerRole', 'cloud_run_v2_service_iam_member');
  const topic = (path: string) => address(path, 'pubsub_topic');
  const facts: Record<string, string> = {
    'the queue is pushed to the event function': `${push}.push_config[0].push_endpoint == "\${${events}.service_config[0].uri}/queue/Jobs"`,
    'so is the inbox': `${inbox}.push_config[0].push_endpoint == "\${${events}.service_config[0].uri}/inbox"`,
    'under the invoker': `${push}.push_config[0].oidc_token[0].service_account_email == ${invoker}.email`,
    'for its service': `${push}.push_config[0].oidc_token[0].audience == ${events}.service_config[0].uri`,
    'from the queue': `${push}.topic == ${topic('Jobs/Topic')}.id`,
    'with its dead letters': `${push}.dead_letter_policy[0].dead_letter_topic == ${topic('Jobs/DeadLetterTopic')}.id`,
    'which are kept': `${address('Jobs/DeadLetters', 'pubsub_subscription')}.topic == ${topic('Jobs/DeadLetterTopic')}.id`,
    'the schedule publishes to the inbox': `${job}.pubsub_target[0].topic_name == ${topic('F/Inbox/Topic')}.id`,
    'which is pushed': `${inbox}.topic == ${topic('F/Inbox/Topic')}.id`,
    'the invoker may call the event function': `${allowed}.name == ${events}.service_config[0].service && ${allowed}.member == ${invoker}.member`,
    'everyone may call the HTTP function': `${everyone}.name == ${web}.service_config[0].service && ${everyone}.member == "allUsers"`,
    'the two are not one': `${web}.service_config[0].service != ${events}.service_config[0].service`,
    'the code knows where its dead letters go': `jsondecode(${events}.service_config[0].environment_variables.FAASADE_TRIGGERS).q.Jobs.d == ${topic('Jobs/DeadLetterTopic')}.id`,
    'and may publish there': `${address('F/Queue-Jobs/DeadLetterAdapter', 'pubsub_topic_iam_member')}.topic == ${topic('Jobs/DeadLetterTopic')}.name`,
    'the code knows its queue': `jsondecode(${web}.service_config[0].environment_variables.FAASADE_LINKS).q.Jobs[0] == ${topic('Jobs/Topic')}.id`,
  };
  await terraform.test(synth(), wiring(facts));
});

/** What is granted, told and pushed of a topic, a bucket, a table and a secret. */
function state() {
  const { stack, synth } = place('google');
  const removalPolicy = faas.RemovalPolicy.DESTROY;
  const orders = new faas.Topic(stack, 'Orders');
  const files = new faas.Bucket(stack, 'Files', { removalPolicy });
  const stock = new faas.Table(stack, 'Stock', {
    partitionKey: { name: 'shop' },
    sortKey: { name: 'item' },
    ttlAttribute: 'expires',
    removalPolicy,
  });
  const apiKey = new faas.Secret(stack, 'ApiKey', { removalPolicy });
  const inner = fn(stack, 'Inner', { triggers: [faas.Trigger.http({ auth: faas.HttpAuth.IAM })] });
  const worker = fn(stack, 'F', { triggers: [faas.Trigger.topic(orders), faas.Trigger.objectCreated(files)] });
  orders.grantPublish(worker);
  files.grantReadWrite(worker);
  stock.grantReadWrite(worker);
  apiKey.grantRead(worker);
  inner.grantInvoke(worker);
  return { address: addresses(stack), synth: () => join(synth(), 'stacks/service') };
}

withTerraform('resources are granted one by one, told to the code, and their events reach it', async () => {
  const { address, synth } = state();
  const events = address('F/Events', 'cloudfunctions2_function');
  const inner = address('Inner/Http', 'cloudfunctions2_function');
  const runtime = address('F/Runtime', 'service_account');
  const orders = address('Orders/Topic', 'pubsub_topic');
  const created = address('Files/Created/Topic', 'pubsub_topic');
  const dead = address('F/Inbox/DeadLetterTopic', 'pubsub_topic');
  const files = address('Files/Bucket', 'storage_bucket');
  const notification = address('Files/Created/Notification', 'storage_notification');
  const notifier = address('Files/Created/Publisher', 'pubsub_topic_iam_member');
  const stock = address('Stock/Database', 'firestore_database');
  const index = address('Stock/Index-shop-item-descending', 'firestore_index');
  const expiry = address('Stock/Expiry', 'firestore_field');
  const apiKey = address('ApiKey/Secret', 'secret_manager_secret');
  const value = address('ApiKey/Value', 'secret_manager_secret_version');
  const ordersPush = address('F/Topic-Orders/Subscription', 'pubsub_subscription');
  const filesPush = address('F/Object-Files/Subscription', 'pubsub_subscription');
  const variables = `${events}.service_config[0].environment_variables`;
  const links = `jsondecode(${variables}.FAASADE_LINKS)`;
  const triggers = `jsondecode(${variables}.FAASADE_TRIGGERS)`;
  const member = (path: string, type: string) => `${address(path, type)}.member == ${runtime}.member`;
  const granted = (path: string, role: string) => {
    const grant = address(path, 'project_iam_member');
    return `${grant}.role == "${role}" && ${grant}.condition[0].expression == "resource.name == \\"\${${stock}.id}\\""`;
  };
  await terraform.test(
    synth(),
    wiring({
      'the topic is pushed': `${ordersPush}.topic == ${orders}.id`,
      'where the adapter takes it': `${ordersPush}.push_config[0].push_endpoint == "\${${events}.service_config[0].uri}/topic/Orders"`,
      'the bucket notifies': `${notification}.bucket == ${files}.name && ${notification}.topic == ${created}.id`,
      'as it may': `${notifier}.topic == ${created}.name`,
      'which is pushed': `${filesPush}.topic == ${created}.id`,
      'where the adapter takes that': `${filesPush}.push_config[0].push_endpoint == "\${${events}.service_config[0].uri}/object/Files"`,
      'both have the dead letters of the function': `${ordersPush}.dead_letter_policy[0].dead_letter_topic == ${dead}.id && ${filesPush}.dead_letter_policy[0].dead_letter_topic == ${dead}.id`,
      'the adapter knows them': `${triggers}.i.d == ${dead}.id`,
      'and may publish there': member('F/Inbox/DeadLetterAdapter', 'pubsub_topic_iam_member'),
      'the topic is granted': `${address('F/Publish-Orders', 'pubsub_topic_iam_member')}.topic == ${orders}.name`,
      'and told': `${links}.t.Orders == ${orders}.id`,
      'the bucket is granted': `${address('F/Bucket-Files-read', 'storage_bucket_iam_member')}.bucket == ${files}.name`,
      'and told too': `${links}.b.Files == ${files}.name`,
      'URLs are signed as itself': `${address('F/SignUrls', 'service_account_iam_member')}.service_account_id == ${runtime}.name`,
      'by itself': member('F/SignUrls', 'service_account_iam_member'),
      'the table is read': granted('F/Table-Stock-read', 'roles/datastore.viewer'),
      'the table is written': granted('F/Table-Stock-write', 'roles/datastore.user'),
      'the table is told': `${links}.d.Stock.n == ${stock}.id`,
      'its index is its own': `${index}.database == ${stock}.name && ${expiry}.database == ${stock}.name`,
      'the secret is granted': `${address('F/Secret-ApiKey-read', 'secret_manager_secret_iam_member')}.secret_id == ${apiKey}.secret_id`,
      'the secret is told': `${links}.s.ApiKey == ${apiKey}.id`,
      'its value is its own, and in no state': `${value}.secret == ${apiKey}.id && ${value}.secret_data_wo == null`,
      'the other function is called': `${address('F/Invoke-Inner', 'cloud_run_v2_service_iam_member')}.name == ${inner}.service_config[0].service`,
      'and found': `${links}.f.Inner == ${inner}.service_config[0].uri`,
    }),
  );
});

withTerraform('a queue in another stack, odd ids and given names are valid', async () => {
  const { stack, other, synth } = place('google');
  const jobs = new faas.Queue(stack, '1. Äpfel & Birnen', { name: 'apples' });
  fn(other(), 'F', { name: 'work', triggers: [http, faas.Trigger.queue(jobs)] });
  for (const folder of terraformStacks(synth())) await terraform.validate(folder);
});

withTerraform('keys, connectors and what exists already are valid', async () => {
  const { stack, synth } = place('google');
  const encryptionKey = 'projects/acme-prod/locations/europe-west1/keyRings/acme/cryptoKeys/data';
  const key = { partitionKey: { name: 'id' } };
  const google = {
    vpcConnector: 'projects/acme-prod/locations/europe-west1/connectors/acme',
    egress: faas.GoogleEgress.ALL_TRAFFIC,
    encryptionKey,
  };
  const worker = fn(stack, 'F', { triggers: [nightly], google });
  new faas.Queue(stack, 'Jobs', { encryptionKey }).grantSend(worker);
  new faas.Bucket(stack, 'Files', { encryptionKey }).grantRead(worker);
  new faas.Table(stack, 'Stock', { ...key, encryptionKey }).grantRead(worker);
  new faas.Secret(stack, 'ApiKey', { encryptionKey }).grantRead(worker);
  faas.Bucket.fromExisting(stack, 'Theirs', { google: 'theirs' }).grantWrite(worker);
  await terraform.validate(join(synth(), 'stacks/service'));
});
