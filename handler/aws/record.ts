import type { SQSRecord } from 'aws-lambda';
import { fromXRay } from './context';
import type { Delivered } from '../private/message';

/** A record as a message. */
export function delivered({ messageId, body, attributes, messageAttributes }: SQSRecord): Delivered {
  return {
    id: messageId,
    text: body,
    attempt: Number(attributes.ApproximateReceiveCount),
    sent: Number(attributes.SentTimestamp),
    attributes: texts(messageAttributes),
  };
}

/** Places where the sender of a record left a trace context. */
export function parents(record: SQSRecord): unknown[] {
  return [record.messageAttributes?.traceparent?.stringValue, fromXRay(record.attributes?.AWSTraceHeader)];
}

function texts(attributes: SQSRecord['messageAttributes']): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name in attributes) result[name] = attributes[name].stringValue ?? attributes[name].binaryValue ?? '';
  return result;
}
