import { shrink } from './image';
import { Job, parseJob } from './job';
import type { Handler, QueueBatch } from 'faasade/handler';

/** Pictures above this many bytes are refused. */
const MAX_BYTES = 10 * 1024 * 1024;

export default {
  async queue(batch: QueueBatch<Job>, context) {
    for (const message of batch.messages) {
      const job = parseJob(message.body);
      if (typeof job === 'string') {
        // No attempt will mend it.
        context.log.error('refused', { reason: job });
        continue;
      }
      try {
        await work(job);
      } catch (error) {
        // Only this picture is tried again; its batch mates are done.
        context.log.warn('failed', { attempt: message.attempt, error });
        message.retry();
      }
    }
  },
} satisfies Handler;

async function work(job: Job): Promise<void> {
  const body = shrink(await download(job.source), job.width);
  const headers = { 'content-type': 'image/png' };
  const put = await fetch(job.destination, { ...polite(), method: 'PUT', headers, body });
  // The path of a signed URL is a secret, and has no place in a log.
  if (!put.ok) throw new Error(`${new URL(job.destination).origin} answered ${put.status}.`);
}

async function download(source: string): Promise<Buffer> {
  const { origin } = new URL(source);
  const picture = await fetch(source, polite());
  if (!picture.ok || !picture.body) throw new Error(`${origin} answered ${picture.status}.`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of picture.body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`A picture of ${origin} is above ${MAX_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Nobody is waited for, and nobody sends us on to where we did not mean to go. */
function polite(): RequestInit {
  return { redirect: 'error', signal: AbortSignal.timeout(20_000) };
}
