export type { ChangeEvent } from './change';
export type {
  BucketClient,
  Changes,
  Comparison,
  Condition,
  FunctionClient,
  Item,
  ItemPage,
  Key,
  ListOptions,
  ObjectPage,
  PutObjectOptions,
  Query,
  QueueClient,
  SecretClient,
  SendOptions,
  SortRange,
  StoredObject,
  TableClient,
  TopicClient,
  Value,
} from './clients';
export type { Context, Log, Native } from './context';
export { AccessDenied, ConditionFailed, InProgress, NotFound, ResourceError, Throttled } from './errors';
export type { Handler } from './handler';
export type { ObjectEvent } from './object';
export { once } from './once';
export type { OnceOptions } from './once';
export type { QueueBatch, QueueMessage } from './queue';
export type { ScheduledEvent } from './schedule';
export type { TopicEvent } from './topic';
