import { DynamoDBStreams, _Record } from '@aws-sdk/client-dynamodb-streams';
import { Pipes } from '@aws-sdk/client-pipes';
import { SQS } from '@aws-sdk/client-sqs';
import { clientOptions, Ministack } from './ministack';

/**
 * Does what the emulator's own pipes can't, whose only targets are topics and state machines: reads the stream that the
 * one deployed pipe reads, and sends each record through the pipe's template to the pipe's queue.
 * @returns ends it
 */
export async function runPipe(ministack: Ministack, template: string): Promise<() => Promise<void>> {
  const options = clientOptions(ministack);
  const { Pipes: [pipe] = [] } = await new Pipes(options).listPipes({});
  const { Source: StreamArn, Target } = pipe!;
  const [streams, sqs] = [new DynamoDBStreams(options), new SQS(options)];
  const { QueueUrl } = await sqs.getQueueUrl({ QueueName: Target!.split(':').pop()! });
  const { StreamDescription } = await streams.describeStream({ StreamArn });
  const [{ ShardId } = {}] = StreamDescription!.Shards!;
  const position = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
  let { ShardIterator } = await streams.getShardIterator(position);

  let open = true;
  const running = (async () => {
    while (open) {
      const { Records = [], NextShardIterator } = await streams.getRecords({ ShardIterator });
      for (const record of Records) {
        const MessageBody = template.replace('<aws.pipes.event.json>', () =>
          JSON.stringify(asSent(record, StreamArn!)),
        );
        await sqs.sendMessage({ QueueUrl, MessageBody });
      }
      ShardIterator = NextShardIterator;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return async () => {
    open = false;
    await running;
  };
}

/** A record as a pipe has it: its time in seconds, and where it is from. */
function asSent(record: _Record, eventSourceARN: string): object {
  const { ApproximateCreationDateTime: time, ...rest } = record.dynamodb!;
  return { ...record, eventSourceARN, dynamodb: { ...rest, ApproximateCreationDateTime: time!.getTime() / 1000 } };
}
