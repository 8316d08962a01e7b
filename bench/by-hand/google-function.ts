import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ArtifactRegistryRepository } from '@cdktf/provider-google/lib/artifact-registry-repository';
import { CloudRunV2ServiceIamMember } from '@cdktf/provider-google/lib/cloud-run-v2-service-iam-member';
import { Cloudfunctions2Function } from '@cdktf/provider-google/lib/cloudfunctions2-function';
import type { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { PubsubSubscription } from '@cdktf/provider-google/lib/pubsub-subscription';
import { PubsubSubscriptionIamMember } from '@cdktf/provider-google/lib/pubsub-subscription-iam-member';
import { PubsubTopic } from '@cdktf/provider-google/lib/pubsub-topic';
import { PubsubTopicIamMember } from '@cdktf/provider-google/lib/pubsub-topic-iam-member';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import type { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { StorageBucketObject } from '@cdktf/provider-google/lib/storage-bucket-object';
import { AssetType, TerraformAsset, TerraformResource, TerraformStack } from 'cdktf';

export interface Shared {
  readonly at: { readonly project: string };
  readonly location: string;
  readonly iam: ProjectService;
  readonly pubsub: ProjectService;
  readonly bucket: StorageBucket;
  readonly repository: ArtifactRegistryRepository;
  readonly builder: ServiceAccount;
  readonly agent: { readonly member: string; readonly ready: TerraformResource };
  readonly ready: TerraformResource;
}

const kept = { messageRetentionDuration: '2678400s', expirationPolicy: { ttl: '' } };

export function work(stack: TerraformStack, n: number, shared: Shared): void {
  const { at, location, iam, pubsub, agent } = shared;
  const topic = (id: string, name: string) =>
    new PubsubTopic(stack, id, {
      ...at,
      name,
      messageStoragePolicy: { allowedPersistenceRegions: [location] },
      dependsOn: [pubsub],
    });
  const jobs = topic(`Jobs${n}`, `service-jobs${n}`);
  const deadLetters = topic(`DeadLetterTopic${n}`, `service-jobs${n}-dead-letters`);
  new PubsubSubscription(stack, `DeadLetters${n}`, {
    ...at,
    ...kept,
    name: `service-jobs${n}-dead-letters`,
    topic: deadLetters.id,
  });
  const account = (id: string, name: string, displayName: string) =>
    new ServiceAccount(stack, id, { ...at, accountId: name, displayName, dependsOn: [iam] });
  const runtime = account(`Runtime${n}`, `service-work${n}`, `Runs work${n}`);
  const invoker = account(`Invoker${n}`, `service-call${n}`, `Invokes work${n}`);
  const fn = secondGeneration(stack, n, shared, runtime);
  const invoke = new CloudRunV2ServiceIamMember(stack, `InvokerRole${n}`, {
    ...at,
    location,
    name: fn.serviceConfig.service,
    role: 'roles/run.invoker',
    member: invoker.member,
  });
  const publisher = new PubsubTopicIamMember(stack, `DeadLetterPublisher${n}`, {
    ...at,
    topic: deadLetters.name,
    role: 'roles/pubsub.publisher',
    member: agent.member,
    dependsOn: [agent.ready],
  });
  new PubsubTopicIamMember(stack, `RuntimePublisher${n}`, {
    ...at,
    topic: deadLetters.name,
    role: 'roles/pubsub.publisher',
    member: runtime.member,
  });
  const push = new PubsubSubscription(stack, `Push${n}`, {
    ...at,
    ...kept,
    name: `service-work${n}`,
    topic: jobs.id,
    ackDeadlineSeconds: 90,
    pushConfig: {
      pushEndpoint: `${fn.serviceConfig.uri}/queue/Jobs${n}`,
      oidcToken: { serviceAccountEmail: invoker.email, audience: fn.serviceConfig.uri },
    },
    retryPolicy: { minimumBackoff: '10s', maximumBackoff: '600s' },
    deadLetterPolicy: { deadLetterTopic: deadLetters.id, maxDeliveryAttempts: 5 },
    dependsOn: [publisher, invoke],
  });
  new PubsubSubscriptionIamMember(stack, `DeadLetterSubscriber${n}`, {
    ...at,
    subscription: push.name,
    role: 'roles/pubsub.subscriber',
    member: agent.member,
  });
}

function secondGeneration(
  stack: TerraformStack,
  n: number,
  { at, location, bucket, repository, builder, ready }: Shared,
  runtime: ServiceAccount,
): Cloudfunctions2Function {
  const zip = resolve(`packages/${n}.zip`);
  const asset = new TerraformAsset(stack, `Code${n}`, { path: zip, type: AssetType.FILE });
  const code = new StorageBucketObject(stack, `Package${n}`, {
    bucket: bucket.name,
    name: `work${n}/${createHash('sha256').update(readFileSync(zip)).digest('hex')}.zip`,
    source: asset.path,
    lifecycle: { createBeforeDestroy: true },
  });
  return new Cloudfunctions2Function(stack, `Work${n}`, {
    ...at,
    name: `service-work${n}`,
    location,
    buildConfig: {
      runtime: 'nodejs22',
      entryPoint: 'handler',
      serviceAccount: builder.id,
      dockerRepository: repository.id,
      source: { storageSource: { bucket: bucket.name, object: code.name } },
    },
    serviceConfig: {
      serviceAccountEmail: runtime.email,
      availableMemory: '512Mi',
      timeoutSeconds: 30,
      maxInstanceRequestConcurrency: 1,
      minInstanceCount: 0,
      maxInstanceCount: 50,
      ingressSettings: 'ALLOW_INTERNAL_ONLY',
      allTrafficOnLatestRevision: true,
      environmentVariables: { QUEUE: `Jobs${n}`, GOOGLE_CLOUD_PROJECT: at.project },
    },
    dependsOn: [ready],
  });
}
