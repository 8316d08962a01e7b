import { output, Timer, TimerFunctionOptions } from '@azure/functions';
import type { AzureDelivery, AzureTriggers, ScheduledMessage, ScheduleSettings } from '../../src/private/contract';
import { fires } from '../cron';
import { floorToMinute } from '../private/fire';

type TimerSettings = NonNullable<AzureTriggers['s']>[string];

/**
 * Writes the firings of one schedule to the inbox. Azure fires in UTC, and so more often than a schedule with a time
 * zone does: what is no firing writes nothing.
 */
export function timerFunction(
  id: string,
  settings: TimerSettings,
  { q: queueName, c: connection }: AzureDelivery,
): TimerFunctionOptions {
  return {
    schedule: settings.c,
    return: output.serviceBusQueue({ queueName, connection }),
    handler(timer) {
      const instant = firing(settings, timer, Date.now());
      if (instant === undefined) return undefined;
      const message: ScheduledMessage = { s: id, t: new Date(instant).toISOString() };
      return JSON.stringify(message);
    },
  };
}

const minute = 60_000;
const day = 1440 * minute;

/** The instant that a timer stands for, in milliseconds since 1970; undefined where the schedule does not fire then. */
function firing({ z, f }: TimerSettings, timer: Timer, now: number): number | undefined {
  const instant = scheduledInstant(timer, now);
  if (z === undefined || f === undefined) return instant;
  const schedule: ScheduleSettings = { z, f };
  // After an outage Azure makes up for the first instant it missed, and for that one only: the first missed firing
  // may be a later one.
  const last = timer.isPastDue ? Math.min(now, instant + day) : instant;
  for (let time = instant; time <= last; time += minute) {
    if (fires(schedule, new Date(time))) return time;
  }
  return undefined;
}

/**
 * While a timer's function runs, `next` still is the instant for which it was started; the host moves it on afterwards.
 * Timers start up to a second early. Without a record of the timer, the nearest whole minute is the instant.
 * @see https://github.com/Azure/azure-webjobs-sdk-extensions/blob/dev/src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs
 */
function scheduledInstant(timer: Timer, now: number): number {
  const next = Date.parse(timer.scheduleStatus?.next);
  return next <= now + minute / 2 ? floorToMinute(next) : floorToMinute(now + minute / 2);
}
