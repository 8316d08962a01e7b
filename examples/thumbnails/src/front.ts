import { parseJob } from './job';
import type { Handler } from 'faasade/handler';

export default {
  async fetch(request, context) {
    if (request.method === 'GET') return Response.json({ ok: true });
    const job = parseJob(await request.json().catch(() => undefined));
    if (typeof job === 'string') return Response.json({ error: job }, { status: 400 });
    await context.queue('Jobs').send(job);
    context.log.info('accepted', { width: job.width });
    return Response.json({ accepted: context.invocationId }, { status: 202 });
  },
} satisfies Handler;
