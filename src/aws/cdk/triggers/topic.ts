import * as sns from 'aws-cdk-lib/aws-sns';
import type { TopicTriggerSpec } from '../../../private/spec';
import type { TriggerPlans } from '../../triggers';
import { admit } from '../delivery';
import type { AwsFunction } from '../function';
import { AwsTopic } from '../topic';

/**
 * SNS sends to the inbox, and what it can't deliver to the inbox's dead letters. Not raw: its envelope says which topic
 * a message is of, and leaves a publisher no way to write what passes for another kind of event.
 */
export function topic(fn: AwsFunction, trigger: TopicTriggerSpec, { filterPolicy }: TriggerPlans['topic']): void {
  const source = AwsTopic.of(trigger.topic);
  const { topicArn } = source.topic;
  const inbox = fn._inbox();
  admit(inbox, 'sns.amazonaws.com', topicArn);
  const subscription = new sns.CfnSubscription(fn._scope, `Topic-${trigger.key}`, {
    topicArn,
    region: source._region,
    protocol: sns.SubscriptionProtocol.SQS,
    endpoint: inbox.queue.queueArn,
    rawMessageDelivery: false,
    filterPolicy,
    redrivePolicy: { deadLetterTargetArn: inbox.deadLetters.queueArn },
  });
  // Messages before the policy would be refused.
  subscription.node.addDependency(inbox.queue, inbox.deadLetters);
}
