import type { PubSub } from './pubsub';
import { settings, SynthesizedStack } from './synthesized';
import * as harness from '../handler/harness/google';
import type { Running } from '../handler/harness/running';

/** Starts the one Google function of a function: its package and its environment, as the stack has them. */
export function startOnGoogle(stack: SynthesizedStack, id: string, pubsub: PubSub): Promise<Running> {
  const { service_config } = stack.one('google_cloudfunctions2_function', `_${id}_`);
  const { source } = stack.one('google_storage_bucket_object', `_${id}_`);
  const { FAASADE_TRIGGERS, FAASADE_LINKS, ...rest } = settings(stack, service_config.environment_variables);
  return harness.start({
    entry: stack.asset(source),
    triggers: JSON.parse(FAASADE_TRIGGERS!),
    ...(FAASADE_LINKS && { links: JSON.parse(FAASADE_LINKS) }),
    environment: { ...rest, PUBSUB_EMULATOR_HOST: pubsub.host },
  });
}

/** Creates the queue `Jobs` of the stack and pushes it to a function on this machine; answers where dead letters are. */
export async function connectJobs(stack: SynthesizedStack, worker: Running, pubsub: PubSub): Promise<string> {
  const dead = stack.one('google_pubsub_subscription', 'Jobs_DeadLetters');
  const push = stack.one('google_pubsub_subscription', 'Queue-Jobs_Subscription');
  const deadLetters = `projects/${dead.project}/subscriptions/${dead.name}`;
  const deadLetterTopic = stack.resolve(push.dead_letter_policy.dead_letter_topic);
  await pubsub.ask('PUT', deadLetterTopic);
  await pubsub.ask('PUT', deadLetters, { topic: stack.resolve(dead.topic) });

  const topic = stack.resolve(push.topic);
  const [uri, path] = push.push_config.push_endpoint.split(/(?<=\})/);
  expect(uri).toMatch(/^\$\{google_cloudfunctions2_function\.\w+\.service_config\[0\]\.uri\}$/);
  await pubsub.ask('PUT', topic);
  await pubsub.ask('PUT', `projects/${push.project}/subscriptions/${push.name}`, {
    topic,
    ackDeadlineSeconds: push.ack_deadline_seconds,
    // No identity: the emulator signs nothing, and the platform, not the function, checks the token.
    pushConfig: { pushEndpoint: `http://127.0.0.1:${await worker.ask<number>({})}${path}` },
    deadLetterPolicy: { deadLetterTopic, maxDeliveryAttempts: push.dead_letter_policy.max_delivery_attempts },
    // The stack's own waits of 10 to 600 seconds would make the test one of minutes.
    retryPolicy: { minimumBackoff: '0.1s', maximumBackoff: '0.5s' },
  });
  return deadLetters;
}
