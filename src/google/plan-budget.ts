import type { IConstruct } from 'constructs';
import type { GoogleCloud } from './cloud';
import type { BudgetSpec } from '../private/budget';
import { findCloud } from '../private/placement';
import type { Report } from '../private/report';

/**
 * What a billing budget tells: channels that mail, and a topic.
 * @see https://cloud.google.com/billing/docs/how-to/budgets-notification-recipients
 */
const most = { emails: 5, topics: 1 };

export function planBudget(scope: IConstruct, { channels, stops }: BudgetSpec, report: Report): void {
  if ((findCloud(scope) as GoogleCloud)._billingAccount === undefined) {
    report.problem(
      'budget',
      "Google's budgets are of a billing account. Name it: billingAccount of the GoogleStack or GoogleCloud.",
    );
  }
  const count = (kind: string) => channels.filter((channel) => channel.kind === kind).length;
  const topics = count('topic') + (stops ? 1 : 0);
  if (count('email') > most.emails) {
    report.problem('budget.notify', `${count('email')} addresses are too many: a billing budget tells ${most.emails}.`);
  }
  if (topics > most.topics) {
    report.problem(
      'budget.notify',
      'a billing budget tells one topic, and what stops has one of its own. Subscribe to that one: Stop.of(scope).topic.',
    );
  }
  if (count('webhook') === 0) return;
  if (count('email') + topics > 0) {
    report.approximate('budget.monthly', 'Webhooks hear of the alarm on the rate alone.');
  } else {
    report.problem(
      'budget.notify',
      'a billing budget tells addresses and a topic, and webhooks hear of the alarm on the rate alone. Name an address too.',
    );
  }
}
