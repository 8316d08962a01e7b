import type { ScheduledMessage } from '../../private/contract';
import type { ScheduleTriggerSpec } from '../../private/spec';
import { CloudSchedulerJob, PubsubTopicIamMember } from '../../terraform/google';
import { nameOf } from '../../terraform/naming';
import { serviceAgent } from '../apis';
import type { GoogleFunction } from '../function';
import { limits } from '../limits';
import { jobRule } from '../names';
import type { TriggerPlans } from '../triggers';

const PUBLISHER = 'SchedulerPublisher';

/** Cloud Scheduler publishes to the inbox, at the earliest when something is subscribed to it. */
export function schedule(fn: GoogleFunction, { key }: ScheduleTriggerSpec, plan: TriggerPlans['schedule']): void {
  const { _scope: scope, _cloud: cloud } = fn;
  const { topic, subscription } = fn._inbox();
  const agent = serviceAgent(cloud, 'cloudscheduler');
  const publisher =
    (scope.node.tryFindChild(PUBLISHER) as PubsubTopicIamMember | undefined) ??
    new PubsubTopicIamMember(scope, PUBLISHER, {
      ...cloud._at,
      topic: topic.name,
      role: 'roles/pubsub.publisher',
      member: agent.member,
      dependsOn: [agent.ready],
    });
  const message: ScheduledMessage = { s: key };
  const job = new CloudSchedulerJob(scope, `Schedule-${key}`, {
    ...cloud._at,
    region: cloud.region,
    name: nameOf(cloud, scope, jobRule, `schedule-${key}`),
    schedule: plan.expression,
    timeZone: plan.timeZone,
    pubsubTarget: { topicName: topic.id, data: Buffer.from(JSON.stringify(message)).toString('base64') },
    retryConfig: { retryCount: limits.publishRetries },
    dependsOn: [publisher, subscription],
  });
  fn._built.push(job);
}
