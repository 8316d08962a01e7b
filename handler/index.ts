export type { Handler } from './handler';
export type { Context, Log, Native, QueueClient, SendOptions } from './context';
export type { QueueBatch, QueueMessage } from './queue';
export type { ScheduledEvent } from './schedule';
