import { actionGroupOf } from './alarm-channels';
import type { AzureCloud } from './cloud';
import { costRate, rated } from './cost-rate';
import { AzureFunction } from './function';
import { names } from './names';
import { AzureStop } from './stop';
import type { Function } from '../function';
import type { RatePrices } from '../pricing/rate';
import type { BudgetBackend, BudgetParts } from '../private/target';
import {
  ConsumptionBudgetResourceGroup,
  MonitorActionGroup,
  MonitorDiagnosticSetting,
  MonitorScheduledQueryRulesAlertV2,
} from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';
import { untraced } from '../terraform/traces';

/** The month in which a budget is first planned. Azure takes no earlier one, and a later one would make another budget. */
const THIS_MONTH = `\${formatdate("YYYY-MM-01'T'00:00:00Z", plantimestamp())}`;

/** A budget of the apps, and a log alert on the rate. */
export function buildBudget(cloud: AzureCloud, parts: BudgetParts): BudgetBackend {
  return { _watch: (functions, prices) => untraced(() => watch(cloud, parts, functions, prices)) };
}

function watch(cloud: AzureCloud, parts: BudgetParts, functions: readonly Function[], prices: RatePrices): void {
  const { place, spec, stop } = parts;
  const apps = functions.map((fn) => AzureFunction.of(fn));
  const group = actionGroupOf(cloud, spec.channels);
  const ids = apps.map(({ app }) => app.id);
  new ConsumptionBudgetResourceGroup(place, 'Monthly', {
    provider: cloud._provider,
    name: nameOf(cloud, place, names.budget),
    resourceGroupId: cloud._groupId(),
    amount: spec.amount,
    timeGrain: 'Monthly',
    timePeriod: { startDate: THIS_MONTH },
    filter: { dimension: [{ name: 'ResourceId', operator: 'In', values: ids }] },
    notification: spec.alerts.map(({ percent, of }) => ({
      enabled: true,
      operator: 'GreaterThan',
      threshold: percent,
      thresholdType: of === 'actual' ? 'Actual' : 'Forecasted',
      contactGroups: [
        ...(group ? [group.id] : []),
        ...(stop && of === 'actual' && percent === 100 ? [AzureStop.of(stop).actionGroup.id] : []),
      ],
    })),
    lifecycle: { ignoreChanges: ['time_period'] },
  });
  apps.forEach((fn) => measure(fn));
  rateAlarm(parts, cloud, costRate(ids, prices), group);
}

/** Has the metrics of an app written where they can be reckoned with; once, since Azure takes no second setting for it. */
function measure(built: AzureFunction): void {
  const { app, _scope: fn, _cloud: cloud } = built;
  built._metrics ??= new MonitorDiagnosticSetting(fn, 'Metrics', {
    provider: cloud._provider,
    name: nameOf(cloud, fn, names.diagnosticSetting),
    targetResourceId: app.id,
    logAnalyticsWorkspaceId: cloud.logWorkspace.id,
    enabledMetric: [{ category: 'AllMetrics' }],
  });
}

function rateAlarm(
  { place, scope, spec }: BudgetParts,
  cloud: AzureCloud,
  query: string,
  group: MonitorActionGroup | undefined,
): void {
  new MonitorScheduledQueryRulesAlertV2(place, 'Rate', {
    ...cloud._place(),
    name: nameOf(cloud, place, names.alarm, 'rate'),
    description:
      `The functions of ${scope.node.path} spend more than ${spec.hourlyUsd} USD an hour, of a budget of ` +
      `${spec.amount} USD a month.`,
    severity: 1,
    scopes: [cloud.logWorkspace.id],
    evaluationFrequency: `PT${rated.frequency}M`,
    windowDuration: `PT${rated.window}M`,
    autoMitigationEnabled: true,
    // Metrics have a table only once the first of them was written.
    skipQueryValidation: true,
    criteria: [
      {
        query,
        timeAggregationMethod: 'Total',
        metricMeasureColumn: 'Usd',
        operator: 'GreaterThan',
        threshold: (spec.hourlyUsd * rated.window) / 60,
        failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
      },
    ],
    ...(group && { action: { actionGroups: [group.id] } }),
  });
}
