import { SOURCE_PROPERTY } from '../../private/contract';
import type { TopicTriggerSpec } from '../../private/spec';
import { address } from '../../terraform/address';
import { AzapiResourceAction } from '../../terraform/azapi';
import { ServicebusSubscription } from '../../terraform/azurerm';
import { literal } from '../../terraform/escape';
import { nameOf } from '../../terraform/naming';
import type { AzureFunction } from '../function';
import { names } from '../names';
import { AzureTopic } from '../topic';
import { markSource } from '../topic-filter';
import type { TriggerPlans } from '../triggers';

/** A subscription of the function's own, which forwards to the inbox. */
export function topic(fn: AzureFunction, trigger: TopicTriggerSpec, { filter }: TriggerPlans['topic']): void {
  const { _scope: scope, _cloud: cloud } = fn;
  const its = AzureTopic.of(trigger.topic);
  const { queue: inbox, deadLetters } = fn._deliveries.needInbox();
  const subscription = new ServicebusSubscription(scope, `SubscriptionTo-${trigger.key}`, {
    name: nameOf(cloud, scope, names.subscription, trigger.key),
    topicId: its._id,
    forwardTo: inbox.name,
    forwardDeadLetteredMessagesTo: deadLetters.name,
    maxDeliveryCount: 10,
    provider: cloud._provider,
  });
  // Azure makes each subscription with a rule of this name that lets everything through as it is. Another rule beside it
  // would deliver a message twice, once unmarked; azurerm's resource refuses to change one that is there. What is
  // published in the seconds between the two comes unmarked, and is a dead letter.
  const rule = new AzapiResourceAction(scope, `RuleOf-${trigger.key}`, {
    provider: cloud._azapi(),
    attributes: {
      type: 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2021-11-01',
      resource_id: `${subscription.id}/rules/$Default`,
      method: 'PUT',
      when: 'apply',
      body: {
        properties: {
          filterType: 'SqlFilter',
          sqlFilter: { sqlExpression: literal(filter) },
          action: { sqlExpression: literal(markSource(SOURCE_PROPERTY, `topic/${trigger.key}`)) },
        },
      },
    },
    lifecycle: { replaceTriggeredBy: [address(subscription, 'id')] },
  });
  its._rules.push(rule);
}
