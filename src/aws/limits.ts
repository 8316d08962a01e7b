/**
 * What AWS allows.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const limits = {
  memoryMiB: { least: 128, most: 10_240 },
  timeoutSeconds: 900,
  environmentBytes: 4096,
  /** The longest of a queue's name, URL and ARN, for values known on deployment only. */
  tokenBytes: 140,
  /** The longest that what stands in a link can be, where it is known on deployment only. */
  linkBytes: {
    /** URL. */
    queue: 140,
    /** ARN. */
    topic: 306,
    /** Name. */
    bucket: 63,
    /** Name; an ARN, of a table that exists already, is rarely as long. */
    table: 255,
    /** ARN. */
    secret: 340,
    /** URL. */
    function: 100,
  },
  functionName: 64,
  queueName: 80,
  topicName: 256,
  /** Values of one attribute of a filter, times those of the next, and so on. */
  filterCombinations: 150,
  bucketName: { least: 3, most: 63 },
  /** Characters that a rule of EventBridge, of 2048 in all, leaves for keys. */
  keyPattern: 1800,
  /** S3 takes 1000; one ends uploads that were not completed. */
  lifecycleRules: 999,
  tableName: { least: 3, most: 255 },
  tableIndexes: 20,
  /** AWS allows 512, but the ARN has to fit into the environment of those who read it. */
  secretName: 256,
  tags: { most: 50, name: 128, value: 256 },
  /** The least `MaximumConcurrency` of an event source mapping, and the most. */
  mappingConcurrency: { least: 2, most: 1000 },
  /**
   * Instances that delivery queues together may use where the user set no limit: half of what a new account has in all, so
   * that one function's backlog does not starve all others.
   */
  defaultMaxInstances: 5,
  /** Functions of one stop: their names have to fit into the environment of what stops them. */
  stopped: 20,
  batchSize: 10,
  /** AWS advises six times the function's timeout, so that a throttled batch is not handed out twice. */
  visibilityTimeouts: 6,
  /** Names that the runtime sets itself. */
  reservedVariables:
    /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_REGION|REGION|EXECUTION_ENV|LAMBDA_.*|ACCESS_KEY(_ID)?|SECRET_ACCESS_KEY|SESSION_TOKEN))$/,
  /** Days that a log group can keep logs. */
  logRetentionDays: [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
  ],
} as const;
