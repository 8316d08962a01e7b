import { IConstruct } from 'constructs';
import { AlarmChannel } from './alarm-channel';
import { setBudget } from './private/budget-core';

/** What happens when a budget is spent. */
export enum BudgetAction {
  /** Its channels are told. */
  NOTIFY = 'NOTIFY',
  /**
   * They are told, and what the budget is of is stopped until it is resumed by hand: see `Stop`. Whoever can call a public
   * function can spend its budget: have a budget that stops be of that function alone, not of all that stands beside it.
   */
  STOP = 'STOP',
}

/** How a budget is watched. */
export interface BudgetOptions {
  /**
   * Whom it tells. Needed, unless it stops functions.
   * @default - nobody
   */
  readonly notify?: AlarmChannel[];

  /**
   * Percents of the amount at which it tells that they are spent, 1 to 1,000. At most 5, with those of `forecastAtPercent`.
   * @default [50, 80, 100]
   */
  readonly alertAtPercent?: number[];

  /**
   * Percents of the amount at which it tells that the month will come to them, as the cloud forecasts it.
   * @default [100]
   */
  readonly forecastAtPercent?: number[];

  /**
   * Percent of the amount that functions may spend in an hour, above 0 and up to 100: a fast alarm goes off within about
   * a quarter of an hour where they spend at a higher rate, since clouds know costs only after hours. It counts what
   * functions do, by the prices of `npx faasade estimate`, and not their triggers, logs or resources. At 2 % the month
   * is spent in 50 hours.
   * @default 2
   */
  readonly hourlyAtPercent?: number;

  /**
   * What happens when all of the amount is spent, as the cloud bills it.
   * @default BudgetAction.NOTIFY
   */
  readonly onExceeded?: BudgetAction;
}

/**
 * What functions may cost in a month, and who is told.
 *
 * - AWS: a budget of AWS Budgets for what has the tag `faasade:budget`, which has to be activated as a cost allocation
 *   tag once; a CloudWatch alarm on the rate.
 * - Azure: a consumption budget of the resource group, filtered to the apps; a log alert on the rate.
 * - Google: a billing budget filtered by a label, for which `GoogleCloud` needs `billingAccount`; an alert policy on the
 *   rate.
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 * @see https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets
 * @see https://cloud.google.com/billing/docs/how-to/budgets
 */
export class Budget {
  /**
   * An amount for a month of the calendar.
   * @param amount USD, above 0
   */
  public static monthlyUsd(amount: number, options: BudgetOptions = {}): Budget {
    return new Budget({ amount, ...options });
  }

  /**
   * Watches what all functions below a scope, such as a stack, cost together, those that are added later too.
   * @param scope a construct with functions of one cloud
   */
  public static set(scope: IConstruct, budget: Budget): void {
    setBudget(scope, budget);
  }

  /** @internal */
  public readonly _props: BudgetProps;

  private constructor(props: BudgetProps) {
    this._props = props;
  }
}

/** @internal */
export interface BudgetProps extends BudgetOptions {
  readonly amount: number;
}
