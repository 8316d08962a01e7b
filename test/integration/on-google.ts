import { countedPush } from './counted-push';
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
export function connectJobs(stack: SynthesizedStack, worker: Running, pubsub: PubSub): Promise<string> {
  return connect(stack, worker, pubsub, { source: 'Queue-Jobs', dead: 'Jobs_DeadLetters' });
}

/** Ids in the stack of a trigger that subscribes, and of the subscription to its dead letters. */
export interface Route {
  readonly source: string;
  readonly dead: string;
}

/** Creates a topic of the stack and pushes it to a function on this machine; answers where dead letters are. */
export async function connect(stack: SynthesizedStack, worker: Running, pubsub: PubSub, route: Route): Promise<string> {
  const dead = stack.one('google_pubsub_subscription', route.dead);
  const push = stack.one('google_pubsub_subscription', `${route.source}_Subscription`);
  const deadLetters = `projects/${dead.project}/subscriptions/${dead.name}`;
  const deadLetterTopic = stack.resolve(push.dead_letter_policy.dead_letter_topic);
  await pubsub.need(deadLetterTopic);
  await pubsub.need(deadLetters, { topic: stack.resolve(dead.topic) });

  const topic = stack.resolve(push.topic);
  const [uri, path] = push.push_config.push_endpoint.split(/(?<=\})/);
  expect(uri).toMatch(/^\$\{google_cloudfunctions2_function\.\w+\.service_config\[0\]\.uri\}$/);
  await pubsub.need(topic);
  await pubsub.need(`projects/${push.project}/subscriptions/${push.name}`, {
    topic,
    ackDeadlineSeconds: push.ack_deadline_seconds,
    // No identity: the emulator signs nothing, and the platform, not the function, checks the token.
    pushConfig: { pushEndpoint: await countedPush(`http://127.0.0.1:${await worker.ask<number>({})}${path}`) },
    deadLetterPolicy: { deadLetterTopic, maxDeliveryAttempts: push.dead_letter_policy.max_delivery_attempts },
    // The stack's own waits of 10 to 600 seconds would make the test one of minutes.
    retryPolicy: { minimumBackoff: '0.1s', maximumBackoff: '0.5s' },
  });
  return deadLetters;
}
