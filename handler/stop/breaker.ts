import type { Handler } from '../handler';
import { actionOf } from './action';

/** A function that can be stopped and resumed. Both are safe to do again, and after one that broke off in the middle. */
export interface Stoppable {
  /** For messages. */
  readonly name: string;
  /**
   * Pauses what is delivered to it, keeps its limits, and lets it do no more work.
   * @param at when the notice was published, ISO 8601
   * @returns `late` where it was left alone, because it has followed a later notice already
   */
  stop(at: string): Promise<'late' | undefined | void>;
  /** Gives back what it had before the stop; does nothing where it was not stopped. Likewise. */
  resume(at: string): Promise<'late' | undefined | void>;
}

/** The handler of a stop: all functions at the same time, and each as far as it goes, whatever happens to the others. */
export function breaker(functions: (remainingTime: () => number) => readonly Stoppable[]): Handler {
  return {
    async topic(event, context) {
      const action = actionOf(event.data);
      if (!action) return context.log.info('The notice asks for nothing.');
      const all = functions(context.remainingTime);
      const done = await Promise.allSettled(all.map((each) => each[action](event.time)));
      const failed = done.flatMap((result, index) =>
        result.status === 'rejected' ? [{ name: all[index]!.name, error: result.reason as Error }] : [],
      );
      failed.forEach(({ name, error }) => context.log.error(`'${name}' could not be changed: ${action}.`, { error }));
      const late = done.filter((result) => result.status === 'fulfilled' && result.value === 'late').length;
      if (late > 0) context.log.warn(`${late} functions have followed a later notice, and were left alone: ${action}.`);
      if (failed.length > 0) {
        const reasons = failed.map(({ name, error }) => `${name}: ${error.message}`).join('; ');
        throw new Error(`${failed.length} of ${all.length} functions could not be changed (${action}): ${reasons}`);
      }
      context.log.info(`${all.length - late} functions were changed: ${action}.`);
    },
  };
}
