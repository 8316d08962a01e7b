import type { Construct } from 'constructs';
import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { Described, labelsOf, lifecycleOf } from './common';
import { letEncrypt } from './encryption';
import type { FullName } from './existing';
import type { GoogleFunction } from './function';
import { PubsubTopic, PubsubTopicIamMember } from '../terraform/google';

/** What nothing was described for: a topic that serves another resource. */
export const internal: Described = { retain: false };

/** A topic whose messages stay in the cloud's region. */
export function pubsubTopic(
  scope: Construct,
  id: string,
  cloud: GoogleCloud,
  name: string,
  spec: Described = internal,
): PubsubTopic {
  const { encryptionKey } = spec;
  return new PubsubTopic(scope, id, {
    ...cloud._at,
    name,
    labels: labelsOf(cloud, spec),
    kmsKeyName: encryptionKey,
    messageStoragePolicy: { allowedPersistenceRegions: [cloud.region] },
    lifecycle: lifecycleOf(spec),
    dependsOn: [
      enableApi(cloud, 'pubsub'),
      ...(encryptionKey === undefined ? [] : [letEncrypt(cloud, encryptionKey, 'pubsub')]),
    ],
  });
}

/**
 * A topic of this description, as grants and links name it. Asked once for each topic: a reference from another stack is
 * known to the engine only if it is the same one when the stacks are prepared and when they are written.
 */
export function nameOfTopic(topic: PubsubTopic, project: string): FullName {
  return { id: topic.id, name: topic.name, project };
}

/** Lets a function publish, once. In the function's stack, so that the topic's depends on no other. */
export function letPublish(fn: GoogleFunction, id: string, { name, project }: FullName): void {
  const { _scope: scope, _cloud: cloud, serviceAccount } = fn;
  if (scope.node.tryFindChild(id)) return;
  new PubsubTopicIamMember(scope, id, {
    provider: cloud._at.provider,
    project,
    topic: name,
    role: 'roles/pubsub.publisher',
    member: serviceAccount.member,
  });
}
