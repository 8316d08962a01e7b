/**
 * The classes of Google's provider that are used, each from its own file: loading the provider's index would take
 * seconds.
 */
export { ArtifactRegistryRepository } from '@cdktf/provider-google/lib/artifact-registry-repository';
export { ArtifactRegistryRepositoryIamMember } from '@cdktf/provider-google/lib/artifact-registry-repository-iam-member';
export { BillingBudget } from '@cdktf/provider-google/lib/billing-budget';
export { CloudRunV2ServiceIamMember } from '@cdktf/provider-google/lib/cloud-run-v2-service-iam-member';
export { CloudSchedulerJob } from '@cdktf/provider-google/lib/cloud-scheduler-job';
export { Cloudfunctions2Function } from '@cdktf/provider-google/lib/cloudfunctions2-function';
export type { Cloudfunctions2FunctionServiceConfig } from '@cdktf/provider-google/lib/cloudfunctions2-function';
export { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
export { DataGoogleStorageProjectServiceAccount } from '@cdktf/provider-google/lib/data-google-storage-project-service-account';
export { FirestoreDatabase } from '@cdktf/provider-google/lib/firestore-database';
export { FirestoreField } from '@cdktf/provider-google/lib/firestore-field';
export { FirestoreIndex } from '@cdktf/provider-google/lib/firestore-index';
export { KmsCryptoKeyIamMember } from '@cdktf/provider-google/lib/kms-crypto-key-iam-member';
export { LoggingMetric } from '@cdktf/provider-google/lib/logging-metric';
export { MonitoringDashboard } from '@cdktf/provider-google/lib/monitoring-dashboard';
export { MonitoringAlertPolicy } from '@cdktf/provider-google/lib/monitoring-alert-policy';
export { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
export { ProjectIamCustomRole } from '@cdktf/provider-google/lib/project-iam-custom-role';
export { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
export { ProjectService } from '@cdktf/provider-google/lib/project-service';
export { GoogleProvider } from '@cdktf/provider-google/lib/provider';
export { PubsubSubscription } from '@cdktf/provider-google/lib/pubsub-subscription';
export { PubsubSubscriptionIamMember } from '@cdktf/provider-google/lib/pubsub-subscription-iam-member';
export { PubsubTopic } from '@cdktf/provider-google/lib/pubsub-topic';
export { PubsubTopicIamMember } from '@cdktf/provider-google/lib/pubsub-topic-iam-member';
export { SecretManagerSecret } from '@cdktf/provider-google/lib/secret-manager-secret';
export { SecretManagerSecretIamMember } from '@cdktf/provider-google/lib/secret-manager-secret-iam-member';
export { SecretManagerSecretVersion } from '@cdktf/provider-google/lib/secret-manager-secret-version';
export { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
export { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
export { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
export type { StorageBucketCors, StorageBucketLifecycleRule } from '@cdktf/provider-google/lib/storage-bucket';
export { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
export { StorageBucketObject } from '@cdktf/provider-google/lib/storage-bucket-object';
export { StorageNotification } from '@cdktf/provider-google/lib/storage-notification';
