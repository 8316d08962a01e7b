import type { IConstruct } from 'constructs';
import type { BudgetSpec } from '../private/budget';
import type { Report } from '../private/report';

/** A budget's alert tells one topic and ten addresses. */
const most = { emails: 10, topics: 1 };

export function planBudget(_scope: IConstruct, { channels, stops }: BudgetSpec, report: Report): void {
  const count = (kind: string) => channels.filter((channel) => channel.kind === kind).length;
  const topics = count('topic') + (count('webhook') > 0 ? 1 : 0);
  if (count('email') > most.emails) {
    report.problem('budget.notify', `${count('email')} addresses are too many: AWS Budgets tells ${most.emails}.`);
  }
  if (topics > most.topics) {
    report.problem(
      'budget.notify',
      'AWS Budgets tells one topic, and webhooks have one of their own. Subscribe to the topic instead.',
    );
  } else if (topics > 0 && stops) {
    report.problem(
      'budget.notify',
      'AWS Budgets tells one topic, and what stops has one of its own. Subscribe to that one: Stop.of(scope).topic.',
    );
  }
}
