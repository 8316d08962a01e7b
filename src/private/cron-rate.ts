import type { CronSpec } from './cron';

/** Rates that a cron expression in UTC keeps: those that divide an hour or a day. */
const even = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440];

/** A rate of so many minutes as the times of a cron expression, for clouds that have no rates. */
export function rateAsCron(
  minutes: number,
  cloud: string,
): { readonly spec: CronSpec } | { readonly problems: readonly string[] } {
  if (!even.includes(minutes)) return { problems: [uneven(minutes, cloud)] };
  const every = (step: number, size: number) =>
    Array.from({ length: Math.ceil(size / step) }, (_, index) => index * step);
  return {
    spec: {
      timeZone: 'UTC',
      minutes: every(minutes, 60),
      hours: every(Math.max(minutes / 60, 1), 24),
      months: every(1, 12).map((month) => month + 1),
    },
  };
}

function uneven(minutes: number, cloud: string): string {
  const above = even.findIndex((rate) => rate > minutes);
  const nearest = above < 0 ? even.slice(-1) : even.slice(above - 1, above + 1);
  return (
    `a rate of ${minutes} minutes divides neither an hour nor a day, which ${cloud} needs: ` +
    `use ${nearest.join(' or ')} minutes, or Schedule.cron.`
  );
}
