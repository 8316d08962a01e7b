/**
 * What Google allows.
 * @see https://cloud.google.com/functions/quotas
 * @see https://cloud.google.com/pubsub/quotas
 * @see https://cloud.google.com/firestore/quotas
 */
export const limits = {
  memoryMiB: { least: 128, most: 32_768 },
  /** From this memory on, an instance has a whole CPU by itself. */
  wholeCpuMiB: 2048,
  timeoutSeconds: 3600,
  eventTimeoutSeconds: 540,
  environmentBytes: 32_768,
  /** The longest of what is known on deployment only: `projects/<30>/topics/<255>`. */
  tokenBytes: 302,
  projectId: 30,
  /** The longest name of a region, with room for longer ones. */
  region: 32,
  /** Of the Cloud Run service behind a function. */
  functionName: 49,
  topicName: 255,
  bucketName: 63,
  databaseName: 63,
  secretName: 255,
  defaultMaxInstances: 50,
  ackDeadlineSeconds: { least: 10, most: 600 },
  /** On top of the timeout: a push waits for an instance to start. */
  ackMarginSeconds: 60,
  /** Waits between attempts. */
  backoffSeconds: { least: 10, most: 600 },
  /** The longest that a subscription keeps messages: 31 days. */
  retentionSeconds: 2_678_400,
  /** Of what a subscription filters by. */
  filterBytes: 256,
  /** Attempts of Cloud Scheduler to publish a firing. */
  publishRetries: 5,
  /** Days that a project keeps logs unless it was changed. */
  logRetentionDays: 30,
  /** Labels of one resource, and characters of a key or a value. */
  labels: { most: 64, length: 63 },
  lifecycleRules: 100,
  /** Of one database. */
  compositeIndexes: 1000,
  /**
   * Names that the runtime sets itself.
   * @see https://cloud.google.com/run/docs/configuring/services/overview-environment-variables
   */
  reservedVariables: /^(PORT|K_(SERVICE|REVISION|CONFIGURATION)|FUNCTION_(TARGET|SIGNATURE_TYPE)|X_GOOGLE_.*)$/,
} as const;
