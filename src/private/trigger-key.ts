import { createHash } from 'crypto';
import type { ScheduleSpec } from '../schedule';

/** A name for a schedule that the user did not name: it follows the schedule, not the order of calls. */
export function scheduleKey(schedule: ScheduleSpec): string {
  if (schedule.kind === 'rate') return `rate-${schedule.minutes}m`;
  const hash = createHash('sha256').update(`${schedule.expression} ${schedule.timeZone}`).digest('hex');
  return `cron-${hash.slice(0, 8)}`;
}
