import { createHash, timingSafeEqual } from 'node:crypto';
import { Candidate, Paper, parseChoices } from './answers';
import type { Context, Handler } from 'faasade/handler';

export default {
  async fetch(request, context) {
    const candidate = await candidateOf(request, context);
    if (!candidate) return Response.json({ error: 'This is no token of a candidate.' }, { status: 401 });
    if (request.method === 'GET') {
      const paper = await context.table('Papers').get<Paper>({ id: candidate.paper });
      return Response.json({ paper: candidate.paper, questions: paper?.questions ?? {} });
    }
    const body = (await request.json().catch(() => undefined)) as { choices?: unknown } | undefined;
    const choices = parseChoices(body?.choices);
    if (typeof choices === 'string') return Response.json({ error: choices }, { status: 400 });
    await context.queue('Answers').send({ id: candidate.id, paper: candidate.paper, choices });
    return Response.json({ candidate: candidate.id }, { status: 202 });
  },
} satisfies Handler;

/** Whom the token of a request lets in: `Bearer <id of the candidate>.<secret>`. */
async function candidateOf(request: Request, context: Context): Promise<Candidate | undefined> {
  const [, id, secret] =
    /^Bearer ([\w-]{1,64})\.([\w-]{16,128})$/.exec(request.headers.get('authorization') ?? '') ?? [];
  if (id === undefined || secret === undefined) return undefined;
  const candidate = await context.table('Candidates').get<Candidate>({ id });
  const given = createHash('sha256').update(secret).digest();
  const kept = Buffer.from(candidate?.token ?? '', 'hex');
  return given.length === kept.length && timingSafeEqual(given, kept) ? candidate : undefined;
}
