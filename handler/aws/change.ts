import { Attributes, toItem } from './attribute-value';
import type { AwsChangeMessage, AwsTriggers } from '../../src/private/contract';
import { Arrived, changed } from '../private/arrived';
import type { Delivered } from '../private/message';

/**
 * A record of a table's stream, as far as an event needs it.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
 */
interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Attributes;
    readonly OldImage?: Attributes;
    readonly NewImage?: Attributes;
    /** Up to 40 digits. */
    readonly SequenceNumber: string;
  };
}

/** @throws Error where the table triggers nothing here, or the message is not whole */
export function changeIn(tables: AwsTriggers['c'] = [], body: unknown, { attempt }: Delivered): Arrived {
  const { c: table, r } = body as AwsChangeMessage;
  if (!tables.includes(table)) throw new Error('A table that does not trigger this function has a change.');
  const { eventID: id, dynamodb } = (r ?? {}) as StreamRecord;
  if (typeof id !== 'string' || typeof dynamodb?.Keys !== 'object') {
    throw new Error('The message of a change is not whole.');
  }
  const { ApproximateCreationDateTime: seconds, Keys, OldImage, NewImage, SequenceNumber } = dynamodb;
  return changed(table, {
    id,
    time: new Date(Number(seconds) * 1000).toISOString(),
    key: toItem(Keys) as Record<string, string | number>,
    before: OldImage && toItem(OldImage),
    after: NewImage && toItem(NewImage),
    sequence: String(SequenceNumber).padStart(40, '0'),
    attempt,
  });
}
