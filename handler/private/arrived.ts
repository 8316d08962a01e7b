import type { ChangeEvent } from '../change';
import type { Handler } from '../handler';
import type { ObjectEvent } from '../object';
import type { ScheduledEvent } from '../schedule';
import type { TopicEvent } from '../topic';
import type { Telling } from './invocation';
import { Delivered, parse } from './message';
import { tracing } from './tracing';

/** An event and the method of the handler that takes it. Infrastructure says which; a publisher never does. */
export type Arrived =
  | { readonly method: 'scheduled'; readonly event: ScheduledEvent }
  | { readonly method: 'topic'; readonly event: TopicEvent }
  | { readonly method: 'object'; readonly event: ObjectEvent }
  | { readonly method: 'change'; readonly event: ChangeEvent };

/**
 * Hands what a message stands for to the handler.
 * @param arrive what it stands for; undefined: nothing, and it is done with. What it throws is a message that is none.
 * @throws what goes wrong, logged
 */
export async function dispatch(
  handler: Handler,
  message: Delivered,
  context: Telling,
  arrive: (message: Delivered) => Arrived | undefined,
): Promise<void> {
  const { id, attempt } = message;
  let failed = 'A message is no event of this function.';
  context.about?.(() => ({ eventId: id, attempt }));
  try {
    const arrived = arrive(message);
    if (!arrived) return;
    context.about?.(() => ({ eventId: arrived.event.id, trigger: triggerOf(arrived), attempt }));
    failed = `The handler's ${arrived.method} failed.`;
    const work = () => handler[arrived.method]!(arrived.event as never, context);
    await (tracing ? tracing.event(context, arrived, message, work) : work());
  } catch (error) {
    context.log.error(failed, { messageId: id, error });
    throw error;
  }
}

/** The trigger that an event came through: its kind, as the description names it, and its key. */
function triggerOf({ method, event }: Arrived): string {
  switch (method) {
    case 'scheduled':
      return `schedule ${event.schedule}`;
    case 'topic':
      return `topic ${event.topic}`;
    case 'object':
      return `objectCreated ${event.bucket}`;
    case 'change':
      return `tableChange ${event.table}`;
  }
}

/** What every event begins with. */
const specversion = '1.0';

/** A firing of a schedule. */
export function firing(schedule: string, instant: Date): Arrived {
  const time = instant.toISOString();
  const source = `/schedules/${schedule}`;
  const id = `${schedule}/${time}`;
  return { method: 'scheduled', event: { specversion, id, source, type: 'faasade.schedule.fired', time, schedule } };
}

/** A message of a topic. */
export function published(topic: string, { id, text, attributes, attempt, sent }: Delivered): Arrived {
  const source = `/topics/${topic}`;
  const time = new Date(sent).toISOString();
  const event: TopicEvent = {
    ...{ specversion, id, source, type: 'faasade.topic.published', time },
    ...{ topic, data: parse(text), text, attributes, attempt },
  };
  return { method: 'topic', event };
}

/** What a cloud tells about a new object. */
export type NewObject = Pick<ObjectEvent, 'id' | 'time' | 'key' | 'size' | 'etag' | 'attempt'>;

/** A new object of a bucket. */
export function created(bucket: string, { id, time, key, size, etag, attempt }: NewObject): Arrived {
  const source = `/buckets/${bucket}`;
  const event: ObjectEvent = {
    ...{ specversion, id, source, type: 'faasade.object.created', subject: key, time: new Date(time).toISOString() },
    ...{ bucket, key, size, etag, attempt },
  };
  return { method: 'object', event };
}

/** What a cloud tells about a change. */
export type ItemChange = Pick<ChangeEvent, 'id' | 'time' | 'key' | 'before' | 'after' | 'sequence' | 'attempt'>;

/** A change of an item of a table: its images say which. */
export function changed(table: string, { time, before, after, ...change }: ItemChange): Arrived {
  const verb = before === undefined ? 'created' : after === undefined ? 'deleted' : 'updated';
  const source = `/tables/${table}`;
  const event: ChangeEvent = {
    ...{ specversion, source, type: `faasade.item.${verb}`, time: new Date(time).toISOString() },
    ...{ table, before, after, ...change },
  };
  return { method: 'change', event };
}
