import type { GoogleTriggers } from '../../src/private/contract';
import { firingOf } from '../cron';
import type { Handler } from '../handler';
import type { Work } from './push';
import { dispatch, firing } from '../private/arrived';
import { firingIn } from '../private/fire';
import { parse } from '../private/message';

/**
 * Runs the firings that Cloud Scheduler publishes. It fires twice where a change of the clock repeats a local time, and
 * on more days than `L`, `W` and `#` mean: what is no firing is done with, unseen by the handler.
 */
export function scheduleWork(handler: Handler, schedules: NonNullable<GoogleTriggers['s']>): Work {
  const names = Object.keys(schedules);
  return (delivered, context) =>
    dispatch(handler, delivered, context, ({ text, sent }) => {
      const { schedule, instant } = firingIn(parse(text), names, sent);
      const settings = schedules[schedule];
      const fired = settings ? firingOf(settings, instant) : instant;
      return fired && firing(schedule, fired);
    });
}
