/* eslint-disable no-bitwise -- masks */
import type { ScheduleSettings } from './contract';
import type { CronSpec } from './cron';

/** What the adapter needs to tell whether a schedule fires. */
export function scheduleSettings({
  timeZone,
  minutes,
  hours,
  dates,
  months,
  weekdays,
  special,
}: CronSpec): ScheduleSettings {
  return {
    z: timeZone,
    f: {
      m: minutes.reduce((bits, minute) => bits | (1n << BigInt(minute)), 0n).toString(16),
      h: mask(hours),
      ...(dates && { d: mask(dates) }),
      ...(months.length < 12 && { M: mask(months) }),
      ...(weekdays && { w: mask(weekdays) }),
      ...(special !== undefined && { x: special }),
    },
  };
}

/** At most bit 31: unsigned, so that day 31 is no negative number. */
function mask(values: readonly number[]): number {
  return values.reduce((bits, value) => bits | (1 << value), 0) >>> 0;
}
