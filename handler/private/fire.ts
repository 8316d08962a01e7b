import type { ScheduledMessage } from '../../src/private/contract';
import type { Context } from '../context';
import type { Handler } from '../handler';
import type { ScheduledEvent } from '../schedule';
import type { Delivered } from './message';

/** A message of the inbox. The time it was sent stands for the scheduled instant where its text names none. */
type InboxMessage = Pick<Delivered, 'id' | 'text'> & Partial<Pick<Delivered, 'sent'>>;

/**
 * Hands the firing that an inbox message stands for to the handler.
 * @param wanted whether the schedule really fires then; what does not is done with
 * @throws what goes wrong, logged: the inbox then delivers the message again
 */
export async function fire(
  handler: Handler,
  message: InboxMessage,
  context: Context,
  wanted?: (event: ScheduledEvent) => boolean,
): Promise<void> {
  try {
    const event = scheduledEvent(message);
    if (wanted?.(event) ?? true) await handler.scheduled!(event, context);
  } catch (error) {
    context.log.error("The handler's scheduled failed.", { messageId: message.id, error });
    throw error;
  }
}

function scheduledEvent({ text, sent }: InboxMessage): ScheduledEvent {
  const message = read(text);
  const instant = new Date(message.t ?? (sent === undefined ? NaN : floorToMinute(sent)));
  if (typeof message.s !== 'string' || Number.isNaN(instant.getTime())) {
    throw new Error('A message in the inbox is not a firing of a schedule.');
  }
  const time = instant.toISOString();
  return {
    specversion: '1.0',
    id: `${message.s}/${time}`,
    source: `/schedules/${message.s}`,
    type: 'faasade.schedule.fired',
    time,
    schedule: message.s,
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
