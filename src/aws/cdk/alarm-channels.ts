import { Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { AwsTopic } from './topic';
import type { ChannelSpec } from '../../alarm-channel';
import { channelKey } from '../../private/channels';
import { fingerprint } from '../../private/environment';

/** The topics that reach channels: the user's own, and one of ours for all other channels, once in a stack. */
export function topicsOf(scope: Construct, channels: readonly ChannelSpec[]): sns.ITopic[] {
  const own = channels.flatMap((channel) => (channel.kind === 'topic' ? [AwsTopic.of(channel.topic).topic] : []));
  own.forEach(letPublish);
  const others = channels.filter(({ kind }) => kind !== 'topic');
  return others.length > 0 ? [...own, shared(Stack.of(scope), others)] : own;
}

/** When it goes off, and when it is over. */
export function tell(alarm: cloudwatch.Alarm, topics: readonly sns.ITopic[]): void {
  const actions = topics.map((topic) => new SnsAction(topic));
  alarm.addAlarmAction(...actions);
  alarm.addOkAction(...actions);
}

function shared(stack: Stack, channels: readonly ChannelSpec[]): sns.ITopic {
  const id = `Alarms${fingerprint(channels.map(channelKey).sort().join('\n')).slice(0, 8)}`;
  const found = stack.node.tryFindChild(id);
  if (found) return found as sns.Topic;
  const topic = new sns.Topic(stack, id, { enforceSSL: true });
  channels.forEach((channel, index) => {
    if (channel.kind === 'email') topic.addSubscription(new subscriptions.EmailSubscription(channel.address));
    // Under an id of ours: the CDK would make one of the address, which may hold a secret.
    if (channel.kind === 'webhook') {
      const protocol = sns.SubscriptionProtocol.HTTPS;
      new sns.Subscription(topic, `Webhook${index}`, { topic, endpoint: channel.url, protocol });
    }
  });
  letPublish(topic);
  return topic;
}

const MARK = Symbol.for('faasade.alarms-publish');

/** Lets alarms and budgets of this account publish; once. */
export function letPublish(topic: sns.ITopic): void {
  if (MARK in topic) return;
  Object.defineProperty(topic, MARK, { value: true });
  const stack = Stack.of(topic);
  const sources = {
    cloudwatch: stack.formatArn({ service: 'cloudwatch', resource: 'alarm:*' }),
    budgets: stack.formatArn({ service: 'budgets', region: '', resource: '*' }),
  };
  for (const [service, arn] of Object.entries(sources)) {
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': arn } },
      }),
    );
  }
}
