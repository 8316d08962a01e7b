import { join } from 'path';
import { TerraformElement } from 'cdktf';
import * as faas from '../../src';
import { fn } from '../conformance/cases';
import { place, terraformStacks } from '../stacks';
import { terraform, withTerraform } from '../terraform';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const nightly = faas.Trigger.schedule(faas.Schedule.cron('0 2 * * *', { timeZone: 'Europe/Berlin' }), {
  name: 'nightly',
});

/** A description with every kind of resource. */
function service() {
  const { stack, synth } = place('google');
  const jobs = new faas.Queue(stack, 'Jobs');
  const worker = fn(stack, 'F', { triggers: [http, nightly, faas.Trigger.queue(jobs)] });
  jobs.grantSend(worker);
  const address = (path: string, type: string) => {
    const element = stack.node.findAll().find(({ node }) => node.path === `service/${path}`) as TerraformElement;
    return `google_${type}.${element.friendlyUniqueId}`;
  };
  return { address, synth: () => join(synth(), 'stacks/service') };
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
    'the code knows its queue': `jsondecode(${web}.service_config[0].environment_variables.FAASADE_LINKS).q.Jobs == ${topic('Jobs/Topic')}.id`,
  };
  const asserts = Object.entries(facts).map(
    ([message, condition]) =>
      `  assert {\n    condition     = ${condition}\n    error_message = ${JSON.stringify(message)}\n  }`,
  );
  await terraform.test(
    synth(),
    `mock_provider "google" {}\nmock_provider "time" {\n  alias = "faasade"\n}\n\nrun "wiring" {\n${asserts.join('\n')}\n}\n`,
  );
});

withTerraform('a queue in another stack, odd ids and given names are valid', async () => {
  const { stack, other, synth } = place('google');
  const jobs = new faas.Queue(stack, '1. Äpfel & Birnen', { name: 'apples' });
  fn(other(), 'F', { name: 'work', triggers: [http, faas.Trigger.queue(jobs)] });
  for (const folder of terraformStacks(synth())) await terraform.validate(folder);
});
