import { limits } from './limits';
import type { NameRule } from '../terraform/naming';

/** What is appended to a function's name for the function that events reach. */
export const EVENTS = '-events';

/** What is appended to a queue's name for its dead letters. */
export const DEAD_LETTERS = '-dead-letters';

/** What names of objects begin with that keep what functions had before they were stopped. */
export const KEPT = 'stopped/';

/** Of a `Function`: with room for the second one's suffix, so that both share their words. */
export const functionRule: NameRule = {
  resource: 'google_cloudfunctions2_function',
  maxLength: limits.functionName - EVENTS.length,
  separator: '-',
  pattern: new RegExp(`^[a-z]([a-z0-9-]{0,${limits.functionName - EVENTS.length - 2}}[a-z0-9])?$`),
};

export const serviceAccountRule: NameRule = {
  resource: 'google_service_account',
  maxLength: 30,
  separator: '-',
  pattern: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
};

export const topicRule = pubsubRule('google_pubsub_topic');
export const subscriptionRule = pubsubRule('google_pubsub_subscription');

export const jobRule: NameRule = {
  resource: 'google_cloud_scheduler_job',
  maxLength: 500,
  separator: '-',
  pattern: /^[A-Za-z0-9_-]{1,500}$/,
};

/** Of a role in the project. No hyphens. */
export const roleRule: NameRule = {
  resource: 'google_project_iam_custom_role',
  maxLength: 64,
  separator: '',
  pattern: /^[a-zA-Z0-9_.]{3,64}$/,
};

export const repositoryRule: NameRule = {
  resource: 'google_artifact_registry_repository',
  maxLength: 63,
  separator: '-',
  pattern: /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
};

export const bucketRule: NameRule = {
  resource: 'google_storage_bucket',
  maxLength: limits.bucketName,
  separator: '-',
  pattern: /^(?!goog)[a-z0-9]([a-z0-9_-]{1,61})[a-z0-9]$/,
};

export const databaseRule: NameRule = {
  resource: 'google_firestore_database',
  maxLength: limits.databaseName,
  separator: '-',
  // What looks like a UUID is refused too.
  pattern: /^(?![0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$)[a-z][a-z0-9-]{2,61}[a-z0-9]$/,
};

export const metricRule: NameRule = {
  resource: 'google_logging_metric',
  maxLength: 100,
  separator: '-',
  pattern: /^[A-Za-z0-9-]{1,100}$/,
};

export const secretRule: NameRule = {
  resource: 'google_secret_manager_secret',
  maxLength: limits.secretName,
  separator: '-',
  pattern: new RegExp(`^[A-Za-z0-9_-]{1,${limits.secretName}}$`),
};

/**
 * Cloud Storage refuses Google's name anywhere in a bucket's, and a stack is easily named after its cloud.
 * @see https://cloud.google.com/storage/docs/buckets#naming
 */
export function bucketName(name: string): string {
  return name.replace(/g[o0]{2}gle/g, 'gcp');
}

function pubsubRule(resource: string): NameRule {
  const { topicName: maxLength } = limits;
  return {
    resource,
    maxLength,
    separator: '-',
    pattern: new RegExp(`^(?!goog)[A-Za-z][\\w.~+%-]{2,${maxLength - 1}}$`),
  };
}
