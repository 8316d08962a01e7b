import { Delivered, parse } from './message';
import type { ScheduledMessage } from '../../src/private/contract';

/**
 * A message of the inbox. The time it was sent stands for the scheduled instant where its text names none: on Google,
 * and where an emulator of EventBridge Scheduler leaves the placeholder as it is.
 */
type InboxMessage = Pick<Delivered, 'text'> & Partial<Pick<Delivered, 'sent'>>;

/** What EventBridge Scheduler replaces by the scheduled instant. */
const placeholder = '<aws.scheduler.scheduled-time>';

/**
 * The firing that a message of the inbox stands for.
 * @throws Error where it stands for none of these schedules
 */
export function firingIn(
  { text, sent }: InboxMessage,
  schedules: readonly string[],
): { readonly schedule: string; readonly instant: Date } {
  const { s: schedule, t = placeholder } = (parse(text) ?? {}) as Partial<ScheduledMessage>;
  const instant = new Date(t === placeholder ? floorToMinute(sent!) : t);
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
