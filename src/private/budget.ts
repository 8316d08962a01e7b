import type { ChannelSpec } from '../alarm-channel';
import type { Budget } from '../budget';
import { channelsOf } from './channels';
import type { Report } from './report';

/** A budget, resolved. */
export interface BudgetSpec {
  /** USD a month. */
  readonly amount: number;
  /** When it tells, least first. */
  readonly alerts: readonly BudgetAlert[];
  /** USD that functions may spend in an hour. */
  readonly hourlyUsd: number;
  readonly stops: boolean;
  readonly channels: readonly ChannelSpec[];
}

export interface BudgetAlert {
  readonly percent: number;
  /** `actual` is spent, `forecast` will be. */
  readonly of: 'actual' | 'forecast';
}

const defaults = { alertAtPercent: [50, 80, 100], forecastAtPercent: [100], hourlyAtPercent: 2 };
/** What each cloud has room for. */
const most = { alerts: 5, percent: 1000 };

/** Fills in defaults and checks what has one meaning on every cloud. */
export function resolveBudget(budget: Budget, report: Report): BudgetSpec {
  if (!budget?._props) {
    report.problem('budget', `${JSON.stringify(budget)} is no Budget. Write one such as Budget.monthlyUsd(200).`);
    return { amount: 0, alerts: [], hourlyUsd: 0, stops: false, channels: [] };
  }
  const {
    amount,
    notify = [],
    alertAtPercent = defaults.alertAtPercent,
    forecastAtPercent = defaults.forecastAtPercent,
    hourlyAtPercent = defaults.hourlyAtPercent,
    onExceeded,
  } = budget._props;
  const stops = onExceeded === 'STOP';
  const channels = channelsOf('budget.notify', notify, report);
  if (!(typeof amount === 'number' && amount > 0 && Number.isFinite(amount))) {
    report.problem('budget', `${amount} USD is no amount above 0.`);
  }
  if (!(hourlyAtPercent > 0 && hourlyAtPercent <= 100)) {
    report.problem('budget.hourlyAtPercent', `${hourlyAtPercent} is not a percentage above 0 and up to 100.`);
  }
  if (!stops && notify.length === 0) {
    report.problem('budget.notify', 'there is nobody to tell. Name a channel such as AlarmChannel.email(…).');
  }
  // What stops needs the alert that all is spent, and clouds refuse alerts that tell nobody.
  const told = channels.length > 0;
  const actual = [...new Set([...(told ? alertAtPercent : []), ...(stops ? [100] : [])])];
  const alerts: BudgetAlert[] = [
    ...actual.sort((a, b) => a - b).map((percent) => ({ percent, of: 'actual' as const })),
    ...[...new Set(told ? forecastAtPercent : [])]
      .sort((a, b) => a - b)
      .map((percent) => ({ percent, of: 'forecast' as const })),
  ];
  for (const { percent, of } of alerts) {
    const prop = of === 'actual' ? 'budget.alertAtPercent' : 'budget.forecastAtPercent';
    if (!(percent >= 1 && percent <= most.percent)) {
      report.problem(prop, `${percent} is not a percentage from 1 to ${most.percent}.`);
    }
  }
  if ((told && alerts.length === 0) || alerts.length > most.alerts) {
    const what = alerts.length === 0 ? 'it would never tell anything' : `${alerts.length} alerts are too many`;
    report.problem('budget.alertAtPercent', `${what}: with forecasts and what stops, there are 1 to ${most.alerts}.`);
  }
  return { amount, alerts, hourlyUsd: (amount * hourlyAtPercent) / 100, stops, channels };
}
