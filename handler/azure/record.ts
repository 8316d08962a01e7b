import type { InvocationContext } from '@azure/functions';
import type { Delivered } from '../private/message';

/** A message of Service Bus. */
export function delivered(input: unknown, { invocationId, triggerMetadata = {} }: InvocationContext): Delivered {
  const { messageId, deliveryCount, enqueuedTimeUtc, applicationProperties, userProperties } = triggerMetadata;
  return {
    id: String(messageId ?? invocationId),
    text: toText(input),
    attempt: Number(deliveryCount ?? 1),
    sent: enqueuedTimeUtc === undefined ? Date.now() : String(enqueuedTimeUtc),
    attributes: Object.fromEntries(
      Object.entries(applicationProperties ?? userProperties ?? {}).map(([name, value]) => [name, toText(value)]),
    ),
  };
}

/** Where a sender may have left a trace context, nearest first. */
export function parents({ attributes }: Delivered): unknown[] {
  return [attributes.traceparent, attributes['diagnostic-Id']];
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  return JSON.stringify(value) ?? '';
}
