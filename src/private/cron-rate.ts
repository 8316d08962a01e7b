import type { CronSpec } from './cron';

/** Rates that a cron expression in UTC keeps: those that divide an hour or a day. */
const even = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440];

/** A rate of so many minutes as the times of a cron expression; undefined where none keeps it. */
export function rateAsCron(minutes: number): CronSpec | undefined {
  if (!even.includes(minutes)) return undefined;
  const every = (step: number, size: number) =>
    Array.from({ length: Math.ceil(size / step) }, (_, index) => index * step);
  return {
    timeZone: 'UTC',
    minutes: every(minutes, 60),
    hours: every(Math.max(minutes / 60, 1), 24),
    months: every(1, 12).map((month) => month + 1),
  };
}
