import type { ScheduledMessage } from '../../src/private/contract';
import type { Context } from '../context';
import type { Handler } from '../handler';
import type { ScheduledEvent } from '../schedule';
import type { Delivered } from './message';

/**
 * A message of the inbox. The time it was sent stands for the scheduled instant where its text names none: on Google,
 * and where an emulator of EventBridge Scheduler leaves the placeholder as it is.
 */
type InboxMessage = Pick<Delivered, 'id' | 'text'> & Partial<Pick<Delivered, 'sent'>>;

/** What EventBridge Scheduler replaces by the scheduled instant. */
const placeholder = '<aws.scheduler.scheduled-time>';

/** The instant of the firing that an event stands for; undefined where the schedule does not fire then. */
type Resolve = (schedule: string, instant: Date) => Date | undefined;

/**
 * Hands the firing that an inbox message stands for to the handler. What is no firing is done with.
 * @throws what goes wrong, logged: the inbox then delivers the message again
 */
export async function fire(
  handler: Handler,
  message: InboxMessage,
  context: Context,
  schedules: readonly string[],
  resolve: Resolve = (_schedule, instant) => instant,
): Promise<void> {
  try {
    const { schedule, instant } = firingIn(message, schedules);
    const firing = resolve(schedule, instant);
    if (firing) await handler.scheduled!(scheduledEvent(schedule, firing.toISOString()), context);
  } catch (error) {
    context.log.error("The handler's scheduled failed.", { messageId: message.id, error });
    throw error;
  }
}

function firingIn(
  { text, sent }: InboxMessage,
  schedules: readonly string[],
): { readonly schedule: string; readonly instant: Date } {
  const message = read(text);
  const { t = placeholder } = message;
  const instant = new Date(t === placeholder ? floorToMinute(sent!) : t);
  if (!schedules.includes(message.s!) || Number.isNaN(instant.getTime())) {
    throw new Error('A message in the inbox is no firing of a schedule of this function.');
  }
  return { schedule: message.s!, instant };
}

function scheduledEvent(schedule: string, time: string): ScheduledEvent {
  return {
    specversion: '1.0',
    id: `${schedule}/${time}`,
    source: `/schedules/${schedule}`,
    type: 'faasade.schedule.fired',
    time,
    schedule,
  };
}

/** The start of the minute that an instant lies in: schedules fire on whole minutes. */
export function floorToMinute(instant: string | number): number {
  const time = new Date(instant).getTime();
  return time - (time % 60_000);
}

function read(text: string): Partial<ScheduledMessage> {
  try {
    return (JSON.parse(text) as Partial<ScheduledMessage> | null) ?? {};
  } catch {
    // Said better by the one who asks.
    return {};
  }
}
