import { randomUUID } from 'node:crypto';
import type { SQSMessageAttribute, SQSRecord } from 'aws-lambda';
import { delivered } from './record';
import { sendMessage } from './sqs';
import { DEAD_LETTER_ATTRIBUTE } from '../../src/private/contract';
import type { Failures } from '../private/batch';
import type { Caller } from '../private/clients';
import { Delivery, movedAway, Move } from '../private/dead-letter';
import type { Invocation } from '../private/invocation';

/** Moves the records whose last attempt has failed; answers the others. */
export async function moveFailed(
  delivery: Delivery,
  failed: readonly SQSRecord[],
  failures: Failures,
  context: Invocation,
): Promise<SQSRecord[]> {
  const moved = await Promise.all(
    failed.map((record) => {
      const { id, attempt } = delivered(record);
      const log = context.logAbout({ eventId: id, attempt });
      return movedAway(delivery, attempt, failures.get(id), { log }, moveOf(record, context));
    }),
  );
  return failed.filter((_record, index) => !moved[index]);
}

/** Sends a record to a dead-letter queue, as it came and with the note. */
export function moveOf({ body, attributes, messageAttributes }: SQSRecord, caller: Caller): Move {
  return async (to, note) => {
    const entries = Object.entries(messageAttributes ?? {}).map(([name, value]) => [name, attribute(value)]);
    await sendMessage('Moving a dead letter', caller, {
      QueueUrl: to,
      MessageBody: body,
      MessageAttributes: {
        ...Object.fromEntries(entries),
        [DEAD_LETTER_ATTRIBUTE]: { DataType: 'String', StringValue: note },
      },
      // Of a FIFO queue: the queue of its dead letters is one too.
      ...(attributes.MessageGroupId !== undefined &&
        attributes.SequenceNumber !== undefined && {
          MessageGroupId: attributes.MessageGroupId,
          MessageDeduplicationId: randomUUID(),
        }),
    });
  };
}

function attribute({ dataType, stringValue, binaryValue }: SQSMessageAttribute) {
  return {
    DataType: dataType,
    ...(binaryValue === undefined ? { StringValue: stringValue } : { BinaryValue: Buffer.from(binaryValue, 'base64') }),
  };
}
