import type { Handler, QueueBatch } from 'faasade/handler';

interface Body {
  readonly id: string;
  readonly fail?: 'retry' | 'throw';
}

/** Tells what it gets, and fails where that says so. */
export default {
  async queue(batch: QueueBatch<Body>) {
    for (const { body, attempt, retry } of batch.messages) {
      await tell({ kind: 'queue', queue: batch.queue, ...body, attempt });
      if (body.fail === 'retry') retry();
      if (body.fail === 'throw') throw new Error(`asked to throw by ${body.id}`);
    }
  },
  async topic(event) {
    await told('topic', event, (event.data as Body).fail);
  },
  async object(event) {
    await told('object', event, event.key.includes('fail') ? 'throw' : undefined);
  },
  async change(event) {
    await told('change', event, (event.after as { fail?: 'throw' } | undefined)?.fail);
  },
  async scheduled(event) {
    await tell({ kind: 'scheduled', ...event });
  },
} satisfies Handler;

async function told(kind: string, event: object, fail: string | undefined): Promise<void> {
  await tell({ kind, ...event });
  if (fail) throw new Error(`asked to throw by ${kind}`);
}

async function tell(what: unknown): Promise<void> {
  await fetch(process.env.MAILBOX!, { method: 'POST', body: JSON.stringify(what) });
}
