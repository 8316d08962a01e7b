import type { GoogleTriggers } from '../../src/private/contract';
import { firingOf } from '../cron';
import type { Handler } from '../handler';
import type { Work } from './queue';
import { fire } from '../private/fire';

/**
 * Runs the firings that Cloud Scheduler publishes. It fires twice where a change of the clock repeats a local time, and
 * on more days than `L`, `W` and `#` mean: what is no firing is done with, unseen by the handler.
 */
export function inboxWork(handler: Handler, schedules: NonNullable<GoogleTriggers['s']>): Work {
  const names = Object.keys(schedules);
  return (message, context) =>
    fire(handler, message, context, names, (schedule, published) => {
      const settings = schedules[schedule];
      return settings ? firingOf(settings, published) : published;
    });
}
