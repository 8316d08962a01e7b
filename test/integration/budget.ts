import { randomUUID } from 'crypto';
import { Budgets, CreateBudgetRequest } from '@aws-sdk/client-budgets';
import { account, clientOptions, Ministack } from './ministack';

/** Of `AWS::Budgets::Budget` in a template, without references. */
export type BudgetProperties = Pick<CreateBudgetRequest, 'NotificationsWithSubscribers' | 'ResourceTags'> & {
  readonly Budget: any;
};

/** Creates a budget as CloudFormation does, and reads it back as a template has it. */
export async function sendBudget(ministack: Ministack, properties: BudgetProperties): Promise<BudgetProperties> {
  const budgets = new Budgets(clientOptions(ministack));
  const its = { AccountId: account, BudgetName: randomUUID() };
  const { BudgetLimit } = properties.Budget;
  await budgets.createBudget({
    ...properties,
    AccountId: account,
    Budget: {
      ...properties.Budget,
      BudgetName: its.BudgetName,
      // The API has text where CloudFormation has a number.
      ...(BudgetLimit && { BudgetLimit: { ...BudgetLimit, Amount: String(BudgetLimit.Amount) } }),
    },
  });
  const { Budget } = await budgets.describeBudget(its);
  const { BudgetName, CalculatedSpend, LastUpdatedTime, TimePeriod, BudgetLimit: limit, ...kept } = Budget!;
  const { Notifications = [] } = await budgets.describeNotificationsForBudget(its);
  const ResourceARN = `arn:aws:budgets::${account}:budget/${BudgetName}`;
  const { ResourceTags } = await budgets.listTagsForResource({ ResourceARN });
  return {
    ResourceTags,
    Budget: { ...kept, ...(limit && { BudgetLimit: { ...limit, Amount: Number(limit.Amount) } }) },
    NotificationsWithSubscribers: await Promise.all(
      Notifications.map(async ({ NotificationState, ...Notification }) => {
        const { Subscribers } = await budgets.describeSubscribersForNotification({ ...its, Notification });
        return { Notification, Subscribers };
      }),
    ),
  };
}
