import { FunctionUnderTest, HttpAnswer, HttpRequest, Message, NewObject, Outcome, Running } from './running';
import { SOURCE_PROPERTY } from '../../../src/private/contract';

/** Starts a function in the real `@azure/functions` on a stub of its worker. */
export async function start(fn: FunctionUnderTest): Promise<Running> {
  return new Running('azure', fn);
}

/** A request as the host forwards it, bodies as streams. */
export async function invokeHttp(running: Running, http: HttpRequest): Promise<HttpAnswer> {
  const { status, headers, body } = await running.ask<{
    status: number;
    headers: [string, string][];
    body: Uint8Array;
  }>({ http });
  return { status, headers: new Headers(headers), body: Buffer.from(body) };
}

/** Messages of Service Bus, an invocation each. */
export async function invokeQueue(running: Running, queue: string, messages: readonly Message[]): Promise<string[]> {
  const failed: string[] = [];
  for (const message of messages) if (!(await deliver(running, `queue-${queue}`, message))) failed.push(message.id);
  return failed;
}

/** A timer's firing, and then what it wrote to the inbox. */
export async function invokeSchedule(running: Running, schedule: string, instant: Date): Promise<Outcome> {
  const text = await invokeTimer(running, schedule, { next: instant });
  if (text === undefined) return 'dropped';
  return (await deliver(running, 'inbox', { id: 'firing', text })) ? 'done' : 'failed';
}

/** A message of a topic as its subscription forwards it, the source set over what the publisher wrote there. */
export async function invokeTopic(running: Running, topic: string, message: Message): Promise<Outcome> {
  return invokeInbox(running, message, `topic/${topic}`);
}

/** A new blob as Event Grid delivers it. */
export async function invokeObject(running: Running, bucket: string, object: NewObject): Promise<Outcome> {
  const { id, attempt } = object;
  return invokeInbox(running, { id, text: JSON.stringify(blobCreated(object)), attempt }, `object/${bucket}`);
}

/** A message of the inbox with a source that infrastructure has set. */
export async function invokeInbox(running: Running, message: Message, source: string): Promise<Outcome> {
  const attributes = { ...message.attributes, [SOURCE_PROPERTY]: source };
  return (await deliver(running, 'inbox', { ...message, attributes })) ? 'done' : 'failed';
}

/** @see https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage */
export function blobCreated({ id, key, size, etag, time }: NewObject) {
  return {
    specversion: '1.0',
    type: 'Microsoft.Storage.BlobCreated',
    source: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/account',
    ...{ id, time, subject: `/blobServices/default/containers/uploads/blobs/${key}` },
    data: { api: 'PutBlob', eTag: etag, contentType: 'image/png', contentLength: size, blobType: 'BlockBlob' },
  };
}

/** What a timer's function writes to the inbox. */
export async function invokeTimer(running: Running, schedule: string, timer: { next?: Date; isPastDue?: boolean }) {
  const { next, isPastDue = false } = timer;
  const time = next?.toISOString().replace('.000Z', '+00:00');
  const status = time && { Last: '2026-01-01T00:00:00+00:00', Next: time, LastUpdated: '2026-01-01T00:00:00+00:00' };
  const json = JSON.stringify({
    Schedule: { AdjustForDST: true },
    ScheduleStatus: status ?? null,
    IsPastDue: isPastDue,
  });
  const response = await running.ask<any>({ name: `schedule-${schedule}`, data: { json } });
  return response.returnValue?.string as string | undefined;
}

async function deliver(
  running: Running,
  name: string,
  { id, text, attempt = 1, attributes = {} }: Message,
): Promise<boolean> {
  const triggerMetadata = {
    MessageId: { string: id },
    DeliveryCount: { string: `${attempt}` },
    EnqueuedTimeUtc: { string: '"2026-01-01T00:00:00Z"' },
    ApplicationProperties: { json: JSON.stringify(attributes) },
  };
  try {
    await running.ask({ name, data: { bytes: Buffer.from(text) }, triggerMetadata });
    return true;
  } catch {
    return false;
  }
}
