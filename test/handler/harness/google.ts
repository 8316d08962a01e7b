import { send } from './http-client';
import { FunctionUnderTest, HttpAnswer, HttpRequest, Message, NewObject, Outcome, Running } from './running';

/** Starts a function in the real Functions Framework. */
export async function start(fn: FunctionUnderTest): Promise<Running> {
  return new Running('google', fn);
}

/** A request as Google's front end forwards it. */
export async function invokeHttp(running: Running, request: HttpRequest): Promise<HttpAnswer> {
  const port = await running.ask<number>({});
  const headers = { host: 'fn-abc.a.run.app', 'x-forwarded-proto': 'https', ...request.headers };
  const answer = await send(`http://127.0.0.1:${port}`, { ...request, headers });
  await running.ask({ flush: true });
  return answer;
}

/** Messages as Pub/Sub pushes them, a request each. */
export async function invokeQueue(running: Running, queue: string, messages: readonly Message[]): Promise<string[]> {
  const failed: string[] = [];
  for (const message of messages) {
    if ((await push(running, `/queue/${queue}`, envelope(message))) !== 'done') failed.push(message.id);
  }
  return failed;
}

/** A firing as Cloud Scheduler publishes it, some seconds after the instant it stands for. */
export async function invokeSchedule(running: Running, schedule: string, instant: Date): Promise<Outcome> {
  const message = { id: 'firing', text: JSON.stringify({ s: schedule }) };
  return push(running, '/inbox', envelope(message, new Date(instant.getTime() + 3_000)));
}

/** A message of a topic, from the function's own subscription. */
export async function invokeTopic(running: Running, topic: string, message: Message): Promise<Outcome> {
  return push(running, `/topic/${topic}`, envelope(message));
}

/** A notification of Cloud Storage. */
export async function invokeObject(running: Running, bucket: string, object: NewObject): Promise<Outcome> {
  return push(running, `/object/${bucket}`, envelope(notification(object), new Date(object.time)));
}

/** @see https://cloud.google.com/storage/docs/pubsub-notifications#format */
export function notification({ id, key, size, etag, time, attempt }: NewObject): Message {
  const resource = { kind: 'storage#object', name: key, bucket: 'uploads', size: `${size}`, etag, generation: '17' };
  return {
    id,
    text: JSON.stringify(resource, undefined, 2),
    attempt,
    attributes: {
      notificationConfig: 'projects/_/buckets/uploads/notificationConfigs/1',
      eventType: 'OBJECT_FINALIZE',
      payloadFormat: 'JSON_API_V1',
      bucketId: 'uploads',
      objectId: key,
      objectGeneration: '17',
      eventTime: time,
    },
  };
}

/** @see https://cloud.google.com/pubsub/docs/push#receive_push */
export function envelope({ id, text, attempt = 1, attributes = {} }: Message, time = new Date('2026-01-01T00:00:00Z')) {
  return {
    message: {
      data: Buffer.from(text).toString('base64'),
      attributes,
      messageId: id,
      message_id: id,
      publishTime: time.toISOString(),
      publish_time: time.toISOString(),
    },
    subscription: 'projects/test/subscriptions/test',
    deliveryAttempt: attempt,
  };
}

async function push(running: Running, path: string, body: object): Promise<Outcome> {
  const headers = { 'content-type': 'application/json' };
  const { status } = await invokeHttp(running, { method: 'POST', path, headers, body: JSON.stringify(body) });
  return status === 204 ? 'done' : 'failed';
}
