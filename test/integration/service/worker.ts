import type { Handler, QueueBatch } from 'faasade/handler';

interface Job {
  readonly id: string;
  readonly fail?: 'retry' | 'throw';
}

export default {
  async queue(batch: QueueBatch<Job>) {
    await tell({
      kind: 'batch',
      queue: batch.queue,
      messages: batch.messages.map(({ body, attempt }) => ({ ...body, attempt })),
    });
    for (const message of batch.messages) {
      if (message.body.fail === 'retry') message.retry();
      if (message.body.fail === 'throw') throw new Error(`asked to throw by ${message.body.id}`);
    }
  },
  async scheduled(event) {
    await tell({ kind: 'scheduled', schedule: event.schedule, time: event.time });
  },
} satisfies Handler;

async function tell(what: unknown): Promise<void> {
  await fetch(process.env.MAILBOX!, { method: 'POST', body: JSON.stringify(what) });
}
