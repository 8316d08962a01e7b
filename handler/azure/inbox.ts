import type { ServiceBusQueueFunctionOptions } from '@azure/functions';
import { AzureDelivery, AzureTriggers, SOURCE_PROPERTY } from '../../src/private/contract';
import type { Handler } from '../handler';
import { objectIn } from './object';
import { serviceBus } from './queue';
import { Arrived, dispatch, firing, published } from '../private/arrived';
import { firingIn } from '../private/fire';
import { Delivered, parse } from '../private/message';

/** Runs what timers, topics and buckets wrote to the inbox. */
export function inboxFunction(
  handler: Handler,
  triggers: AzureTriggers,
  inbox: AzureDelivery,
): ServiceBusQueueFunctionOptions {
  return serviceBus(inbox, triggers, (message, context) =>
    dispatch(handler, message, context, () => arrivedIn(triggers, message)),
  );
}

/**
 * What a message stands for. Infrastructure sets its source, over whatever a publisher set; timers have none.
 * @throws Error where it stands for nothing that triggers this function
 */
export function arrivedIn({ s = {}, n = [], o = [] }: AzureTriggers, message: Delivered): Arrived {
  const { [SOURCE_PROPERTY]: source, ...attributes } = message.attributes;
  if (source === undefined) {
    const { schedule, instant } = firingIn(parse(message.text), Object.keys(s), message.sent);
    return firing(schedule, instant);
  }
  const topic = n.find((id) => source === `topic/${id}`);
  if (topic !== undefined) return published(topic, { ...message, attributes });
  const bucket = o.find((id) => source === `object/${id}`);
  if (bucket !== undefined) return objectIn(bucket, message);
  throw new Error(`The inbox holds a message of '${source}', which does not trigger this function.`);
}
