import type { IConstruct } from 'constructs';
import type { GoogleCloud } from './cloud';
import type { BudgetSpec } from '../private/budget';
import { findCloud } from '../private/placement';
import type { Report } from '../private/report';

const most = { channels: 5 };

export function planBudget(scope: IConstruct, { channels }: BudgetSpec, report: Report): void {
  if ((findCloud(scope) as GoogleCloud)._billingAccount === undefined) {
    report.problem(
      'budget',
      "Google's budgets are of a billing account. Name it: billingAccount of the GoogleStack or GoogleCloud.",
    );
  }
  if (channels.length > most.channels) {
    report.problem('budget.notify', `${channels.length} channels are too many: Google tells ${most.channels}.`);
  }
}
