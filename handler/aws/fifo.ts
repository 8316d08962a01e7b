import type { SQSRecord } from 'aws-lambda';

/**
 * Works on a batch of a FIFO queue so that the order of each group holds: one message of each group at a time, and none
 * after one of its group that is to be delivered again.
 * @param work answers the ids of the messages to deliver again
 * @returns likewise, of the whole batch
 */
export async function inOrder(
  records: readonly SQSRecord[],
  work: (records: SQSRecord[]) => Promise<string[]>,
): Promise<string[]> {
  const failed: string[] = [];
  let waiting = [...records];
  while (waiting.length > 0) {
    const next = firstOfEachGroup(waiting);
    const again = new Set(await work(next));
    const stopped = new Set(next.filter(({ messageId }) => again.has(messageId)).map(groupOf));
    failed.push(...again);
    const later = waiting.filter((record) => !next.includes(record));
    failed.push(...later.filter((record) => stopped.has(groupOf(record))).map(({ messageId }) => messageId));
    waiting = later.filter((record) => !stopped.has(groupOf(record)));
  }
  return failed;
}

function firstOfEachGroup(records: readonly SQSRecord[]): SQSRecord[] {
  const groups = new Map<string | undefined, SQSRecord>();
  for (const record of records) if (!groups.has(groupOf(record))) groups.set(groupOf(record), record);
  return [...groups.values()];
}

function groupOf({ attributes }: SQSRecord): string | undefined {
  return attributes.MessageGroupId;
}
