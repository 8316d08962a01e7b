/** What a stop does to the functions that it was given. */
export type Action = 'stop' | 'resume';

/**
 * What a notice asks for: one by hand, an alarm's, or a budget's. Undefined where it asks for nothing, such as an alarm
 * that is over: whoever stopped functions resumes them by hand.
 * @throws Error where it is none of these, so that it becomes a dead letter and nobody takes silence for a stop
 */
export function actionOf(notice: unknown): Action | undefined {
  const reader = readers.find(({ reads }) => reads(notice));
  if (!reader) throw new Error('The notice is neither of an alarm nor of a budget, and names no action.');
  return reader.action(notice);
}

interface Reader {
  readonly reads: (notice: any) => boolean; // eslint-disable-line @typescript-eslint/no-explicit-any -- others write it
  readonly action: (notice: any) => Action | undefined; // eslint-disable-line @typescript-eslint/no-explicit-any
}

const stopIf = (condition: boolean): Action | undefined => (condition ? 'stop' : undefined);

const readers: readonly Reader[] = [
  {
    reads: (notice) => notice?.action === 'stop' || notice?.action === 'resume',
    action: ({ action }) => action,
  },
  {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
    reads: (notice) => typeof notice?.AlarmName === 'string' && typeof notice.NewStateValue === 'string',
    action: ({ NewStateValue }) => stopIf(NewStateValue === 'ALARM'),
  },
  {
    // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
    reads: (notice) => typeof notice === 'string' && notice.startsWith('AWS Budget Notification'),
    action: () => 'stop',
  },
  {
    // Budgets leave the condition out. They come where an action group uses the schema that alerts share.
    // https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-payload-samples
    reads: (notice) => notice?.data?.essentials?.monitoringService === 'CostAlerts',
    action: () => 'stop',
  },
  {
    // https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema
    reads: (notice) => typeof notice?.data?.essentials?.monitorCondition === 'string',
    action: ({ data }) => stopIf(data.essentials.monitorCondition === 'Fired'),
  },
  {
    // https://learn.microsoft.com/azure/cost-management-billing/manage/cost-management-budget-scenario
    reads: (notice) => notice?.schemaId === 'AIP Budget Notification',
    action: () => 'stop',
  },
  {
    // https://cloud.google.com/monitoring/support/notification-options#pubsub
    reads: (notice) => typeof notice?.incident?.state === 'string',
    action: ({ incident }) => stopIf(incident.state === 'open'),
  },
  {
    // Comes several times a day, whatever was spent.
    // https://cloud.google.com/billing/docs/how-to/budgets-programmatic-notifications
    reads: (notice) => typeof notice?.costAmount === 'number' && typeof notice.budgetAmount === 'number',
    action: ({ costAmount, budgetAmount }) => stopIf(costAmount >= budgetAmount),
  },
];
