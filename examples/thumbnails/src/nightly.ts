import { parseJob } from './job';
import type { Handler } from 'faasade/handler';

export default {
  async scheduled(event, context) {
    const response = await fetch(process.env.CATALOGUE_URL!, { signal: AbortSignal.timeout(20_000) });
    if (!response.ok) throw new Error(`The catalogue answered ${response.status}.`);
    const jobs = ((await response.json()) as unknown[]).map(parseJob);
    const good = jobs.filter((job) => typeof job !== 'string');
    await Promise.all(good.map((job) => context.queue('Jobs').send(job)));
    context.log.info('queued the catalogue', { at: event.time, jobs: good.length, refused: jobs.length - good.length });
  },
} satisfies Handler;
