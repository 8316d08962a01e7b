import { channelsOf } from './alarm-channels';
import { enableApi, projectNumber } from './apis';
import type { GoogleCloud } from './cloud';
import { costRate, rated } from './cost-rate';
import { GoogleFunction } from './function';
import { GoogleTopic } from './topic';
import type { Function } from '../function';
import { decimal, RatePrices } from '../pricing/rate';
import { fingerprint } from '../private/environment';
import { findCloud } from '../private/placement';
import type { BudgetBackend, BudgetParts } from '../private/target';
import { BillingBudget, MonitoringAlertPolicy, MonitoringNotificationChannel } from '../terraform/google';
import { untraced } from '../terraform/traces';

/** A budget of what has its label, and an alert policy on the rate. */
export function buildBudget(parts: BudgetParts): BudgetBackend {
  return { _watch: (functions, prices) => untraced(() => watch(parts, functions, prices)) };
}

function watch(parts: BudgetParts, functions: readonly Function[], prices: RatePrices): void {
  const { place, scope, spec, stop } = parts;
  const cloud = findCloud(scope) as GoogleCloud;
  // A budget knows one label with one value, so that each has a label of its own.
  const label = `faasade-budget-${fingerprint([cloud.project, scope.node.path]).slice(0, 8)}`;
  const built = functions.map((fn) => GoogleFunction.of(fn));
  for (const fn of built) fn._labels[label] = 'yes';
  const channels = channelsOf(cloud, spec.channels);
  const mail = channels.filter((_, index) => spec.channels[index]!.kind === 'email');
  const topic = stop?.topic ?? spec.channels.flatMap((channel) => (channel.kind === 'topic' ? [channel.topic] : []))[0];
  const units = Math.floor(spec.amount);
  new BillingBudget(place, 'Monthly', {
    provider: cloud._at.provider,
    billingAccount: cloud._billingAccount!,
    displayName: `${cloud.project} ${scope.node.path}`.slice(0, 60),
    // A billing account's other projects may have the same stack.
    budgetFilter: { projects: [`projects/${projectNumber(cloud)}`], labels: { [label]: 'yes' } },
    amount: {
      specifiedAmount: { currencyCode: 'USD', units: `${units}`, nanos: Math.round((spec.amount - units) * 1e9) },
    },
    thresholdRules: spec.alerts.map(({ percent, of }) => ({
      thresholdPercent: percent / 100,
      spendBasis: of === 'actual' ? 'CURRENT_SPEND' : 'FORECASTED_SPEND',
    })),
    allUpdatesRule: {
      // Of channels it takes those that mail.
      ...(mail.length > 0 && {
        monitoringNotificationChannels: mail.map(({ id }) => id),
        disableDefaultIamRecipients: true,
      }),
      ...(topic && { pubsubTopic: GoogleTopic.of(topic)._name.id }),
    },
    dependsOn: [enableApi(cloud, 'billingbudgets')],
  });
  rateAlarm(parts, cloud, built, prices, channels);
}

function rateAlarm(
  { place, scope, spec }: BudgetParts,
  cloud: GoogleCloud,
  functions: readonly GoogleFunction[],
  prices: RatePrices,
  channels: readonly MonitoringNotificationChannel[],
): void {
  const services = functions.flatMap(({ httpFunction, eventFunction }) =>
    [httpFunction, eventFunction].flatMap((built) => (built ? [built.nameInput!] : [])),
  );
  if (services.length === 0) return;
  const threshold = (spec.hourlyUsd * rated.window) / 60;
  new MonitoringAlertPolicy(place, 'Rate', {
    ...cloud._at,
    displayName:
      `The functions of ${scope.node.path} spend more than ${spec.hourlyUsd} USD an hour, of a budget of ` +
      `${spec.amount} USD a month`,
    userLabels: cloud.labels,
    combiner: 'OR',
    severity: 'ERROR',
    conditions: [
      {
        displayName: `More than ${threshold} USD in ${rated.window} minutes`,
        conditionPrometheusQueryLanguage: {
          query: `${costRate(services, prices)} > ${decimal(threshold)}`,
          duration: '0s',
          evaluationInterval: '60s',
          // Metrics exist only once the first of them was written.
          disableMetricValidation: true,
        },
      },
    ],
    notificationChannels: channels.map(({ id }) => id),
    dependsOn: [enableApi(cloud, 'monitoring')],
  });
}
