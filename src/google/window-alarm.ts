import { channelsOf } from './alarm-channels';
import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import type { ChannelSpec } from '../alarm-channel';
import { channelRecords } from '../private/watch-records';
import { markWatch } from '../private/watches';
import { MonitoringAlertPolicy } from '../terraform/google';

/** A job whose giving up has to be known. */
export interface WatchedJob {
  readonly name: string;
  readonly retries: number;
}

/** Of a filter, in Cloud Monitoring; with room for what stands around the names. */
const FILTER_LENGTH = 1800;

/** Longer than all attempts of a job, and shorter than two hours' of them. */
const PERIOD_SECONDS = 1800;

/**
 * Tells that a job has given up: the service keeps what was set before, which costs money or makes callers wait. Google
 * bills for each condition, so all jobs of a cloud share one, until their names are too long for it.
 *
 * Each failed attempt is one error in the log, and a job has given up when there are more than it may retry. Where the
 * next setting is near, a job retries less; the fewest count, so that none is missed.
 */
export function alarm(cloud: GoogleCloud, jobs: readonly WatchedJob[], told: readonly ChannelSpec[]): void {
  chunks(jobs).forEach((chunk, index) => policy(cloud, `WindowAlarm${index === 0 ? '' : index + 1}`, chunk, told));
}

function policy(cloud: GoogleCloud, id: string, jobs: readonly WatchedJob[], told: readonly ChannelSpec[]): void {
  const names = jobs.map(({ name }) => `"${name}"`).join(',');
  const channels = channelsOf(cloud, told);
  const built = new MonitoringAlertPolicy(cloud, id, {
    ...cloud._at,
    displayName: `${cloud.namespace} ${cloud.node.path}: ready instances were not set`,
    combiner: 'OR',
    userLabels: cloud.labels,
    ...(channels.length > 0 && { notificationChannels: channels.map(({ id: channel }) => channel) }),
    conditions: [
      {
        displayName: 'A job gave up',
        conditionThreshold: {
          filter: [
            'metric.type = "logging.googleapis.com/log_entry_count"',
            'resource.type = "cloud_scheduler_job"',
            'metric.labels.severity = "ERROR"',
            `resource.labels.job_id = one_of(${names})`,
          ].join(' AND '),
          comparison: 'COMPARISON_GT',
          thresholdValue: Math.min(...jobs.map(({ retries }) => retries)),
          duration: '0s',
          aggregations: [
            {
              alignmentPeriod: `${PERIOD_SECONDS}s`,
              perSeriesAligner: 'ALIGN_SUM',
              crossSeriesReducer: 'REDUCE_SUM',
              groupByFields: ['resource.label.job_id'],
            },
          ],
        },
      },
    ],
    dependsOn: [enableApi(cloud, 'monitoring')],
  });
  const described = { notify: channelRecords(told) };
  markWatch(built, { kind: 'alarms', scope: cloud.node.scope!, described, target: cloud._target });
}

function chunks(jobs: readonly WatchedJob[]): WatchedJob[][] {
  const all: WatchedJob[][] = [];
  let length = Infinity;
  for (const job of [...jobs].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    length += job.name.length + 3;
    if (length > FILTER_LENGTH) {
      all.push([]);
      length = job.name.length + 3;
    }
    all.at(-1)!.push(job);
  }
  return all;
}
