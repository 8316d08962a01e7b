import type { Delivered } from './message';
import type { ScheduledMessage } from '../../src/private/contract';

/**
 * The firing that a message of the inbox stands for.
 * @param sent when the message was sent: stands for the scheduled instant where the body names none
 * @throws Error where it stands for none of these schedules
 */
export function firingIn(
  body: unknown,
  schedules: readonly string[],
  sent: Delivered['sent'],
): { readonly schedule: string; readonly instant: Date } {
  const { s: schedule, t } = (body ?? {}) as Partial<ScheduledMessage>;
  const instant = new Date(t ?? floorToMinute(sent));
  if (!schedules.includes(schedule!) || Number.isNaN(instant.getTime())) {
    throw new Error('A message in the inbox is no firing of a schedule of this function.');
  }
  return { schedule: schedule!, instant };
}

/** The start of the minute that an instant lies in: schedules fire on whole minutes. */
export function floorToMinute(instant: string | number): number {
  const time = new Date(instant).getTime();
  return time - (time % 60_000);
}
