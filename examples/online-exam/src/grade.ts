import type { Answers, Paper } from './answers';
import { ConditionFailed, Context, Handler, once, QueueBatch } from 'faasade/handler';

const week = 604_800;

export default {
  async queue(batch: QueueBatch<Answers>, context) {
    for (const message of batch.messages) {
      try {
        await grade(message.body, context);
      } catch (error) {
        context.log.warn('not graded yet', { candidate: message.body.id, attempt: message.attempt, error });
        message.retry();
      }
    }
  },
} satisfies Handler;

/** The first answers of a candidate count: others are graded no more. */
async function grade({ id, paper, choices }: Answers, context: Context): Promise<void> {
  // A dot, which no candidate's id has: dashes would let two of them meet in one key.
  const result = `${paper}.${id}`;
  await once(context.table('Done'), { id: result }, { ttl: week }, async () => {
    const found = await context.table('Papers').get<Paper>({ id: paper });
    if (!found) throw new Error(`There is no paper '${paper}'.`);
    const questions = Object.entries(found.key);
    const right = questions.filter(([question, choice]) => choices[question] === choice).length;
    await keep(context, { id: result, candidate: id, paper, right, of: questions.length });
    return { right };
  });
}

/** The first result stays: `once` remembers for a week, and a token may let in for longer. */
async function keep(context: Context, result: object): Promise<void> {
  try {
    await context.table('Results').put(result, { if: 'absent' });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}
