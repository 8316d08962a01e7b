import { FunctionUnderTest, HttpAnswer, HttpRequest, Message, NewObject, Outcome, Running } from './running';

/** Starts a function behind a driver that calls it as Lambda's runtime does. */
export async function start(fn: FunctionUnderTest): Promise<Running> {
  return new Running('aws', fn);
}

/** A request as a function URL sends it. */
export async function invokeHttp(running: Running, request: HttpRequest): Promise<HttpAnswer> {
  const result = await running.ask<any>({ event: functionUrlEvent(request) });
  const headers = new Headers(result.headers);
  for (const cookie of result.cookies ?? []) headers.append('set-cookie', cookie);
  return {
    status: result.statusCode,
    headers,
    body: Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** Messages as the event source mapping sends them; `queue` is the id, and the name of its SQS queue. */
export async function invokeQueue(running: Running, queue: string, messages: readonly Message[]): Promise<string[]> {
  const result = await running.ask<any>({ event: sqsEvent(queue, messages) });
  return result.batchItemFailures.map(({ itemIdentifier }: { itemIdentifier: string }) => itemIdentifier);
}

/** A firing as EventBridge Scheduler writes it to the inbox. */
export async function invokeSchedule(running: Running, schedule: string, instant: Date): Promise<Outcome> {
  return invokeInbox(running, { s: schedule, t: instant.toISOString().replace('.000Z', 'Z') });
}

/** A message as SNS writes it to the inbox; `topic` is the id, and the name of its SNS topic. */
export async function invokeTopic(running: Running, topic: string, message: Message): Promise<Outcome> {
  return invokeInbox(running, snsEnvelope(topic, message), message.attempt);
}

/** An object as EventBridge's rule writes it to the inbox. */
export async function invokeObject(running: Running, bucket: string, object: NewObject): Promise<Outcome> {
  const { time, attempt, ...rest } = object;
  return invokeInbox(running, { o: bucket, t: time, ...rest }, attempt);
}

/** What infrastructure writes to the inbox. */
export async function invokeInbox(running: Running, body: unknown, attempt?: number): Promise<Outcome> {
  const failed = await invokeQueue(running, 'inbox', [{ id: 'inbox-1', text: JSON.stringify(body), attempt }]);
  return failed.length > 0 ? 'failed' : 'done';
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export function snsEnvelope(topic: string, { id, text, attributes = {} }: Message) {
  return {
    Type: 'Notification',
    MessageId: id,
    TopicArn: `arn:aws:sns:eu-central-1:123456789012:${topic}`,
    Message: text,
    Timestamp: '2026-01-01T00:00:00.000Z',
    SignatureVersion: '1',
    Signature: 'x',
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, Value]) => [name, { Type: 'String', Value }]),
    ),
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-request-payload */
export function functionUrlEvent({ method = 'GET', path, headers = {}, body }: HttpRequest) {
  const [rawPath, rawQueryString = ''] = path.split('?');
  const { cookie, ...rest } = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const domainName = 'abcdefgh.lambda-url.eu-central-1.on.aws';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: [cookie].flat().flatMap((value) => value.split('; ')) }),
    headers: {
      host: domainName,
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '443',
      'x-forwarded-for': '203.0.113.1',
      ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, [value].flat().join(',')])),
    },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'abcdefgh',
      domainName,
      domainPrefix: 'abcdefgh',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '203.0.113.1', userAgent: 'test' },
      requestId: '00000000-0000-4000-8000-000000000000',
      routeKey: '$default',
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 1767225600000,
    },
    ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== undefined,
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event */
export function sqsEvent(queue: string, messages: readonly Message[]) {
  return {
    Records: messages.map(({ id, text, attempt = 1, attributes = {} }) => ({
      messageId: id,
      receiptHandle: 'AQEB',
      body: text,
      attributes: {
        ApproximateReceiveCount: `${attempt}`,
        SentTimestamp: '1767225600000',
        SenderId: 'AIDA',
        ApproximateFirstReceiveTimestamp: '1767225600001',
      },
      messageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, stringValue]) => [name, { stringValue, dataType: 'String' }]),
      ),
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:eu-central-1:123456789012:${queue}`,
      awsRegion: 'eu-central-1',
    })),
  };
}
