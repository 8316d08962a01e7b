import { shrink } from './image';
import { Job, parseJob } from './job';
import type { Handler, QueueBatch } from 'faasade/handler';

export default {
  async queue(batch: QueueBatch<Job>, context) {
    for (const message of batch.messages) {
      try {
        await work(message.body);
      } catch (error) {
        // Only this picture is tried again; its batch mates are done.
        context.log.warn('failed', { attempt: message.attempt, error });
        message.retry();
      }
    }
  },
} satisfies Handler;

async function work(value: unknown): Promise<void> {
  const job = parseJob(value);
  if (typeof job === 'string') throw new Error(job);
  const picture = await fetch(job.source);
  if (!picture.ok) throw new Error(`${job.source} answered ${picture.status}.`);
  const body = shrink(Buffer.from(await picture.arrayBuffer()), job.width);
  const put = await fetch(job.destination, { method: 'PUT', headers: { 'content-type': 'image/png' }, body });
  if (!put.ok) throw new Error(`${job.destination} answered ${put.status}.`);
}
