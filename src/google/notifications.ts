import { Construct } from 'constructs';
import { serviceAgent } from './apis';
import type { GoogleCloud } from './cloud';
import { topicRule } from './names';
import { pubsubTopic } from './topics';
import { PubsubTopic, PubsubTopicIamMember, StorageNotification } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** What tells of new objects of a bucket. */
export interface Notifications {
  readonly topic: PubsubTopic;
  readonly notification: StorageNotification;
}

/**
 * One notification for all functions, made with the first of them: with one each, an object would be told of twice
 * wherever their prefixes overlap. A bucket that exists already has to be in the cloud's project: it is that project's
 * service agent that publishes.
 * @see https://cloud.google.com/storage/docs/pubsub-notifications
 */
export function notifications(bucket: Construct, cloud: GoogleCloud, name: string): Notifications {
  const scope = new Construct(bucket, 'Created');
  const agent = serviceAgent(cloud, 'storage');
  const topic = pubsubTopic(scope, 'Topic', cloud, nameOf(cloud, scope, topicRule));
  const publisher = new PubsubTopicIamMember(scope, 'Publisher', {
    ...cloud._at,
    topic: topic.name,
    role: 'roles/pubsub.publisher',
    member: agent.member,
    dependsOn: [agent.ready],
  });
  const notification = new StorageNotification(scope, 'Notification', {
    provider: cloud._at.provider,
    bucket: name,
    topic: topic.id,
    eventTypes: ['OBJECT_FINALIZE'],
    payloadFormat: 'JSON_API_V1',
    dependsOn: [publisher],
  });
  return { topic, notification };
}
