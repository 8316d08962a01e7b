import { Construct } from 'constructs';
import { channelsOf, topicChannel } from './alarm-channels';
import { enableApi } from './apis';
import { keepPaused } from './drift';
import { GoogleFunction } from './function';
import { Guarded, guardedOf, subscriptionPath } from './guarded';
import { customRole } from './roles';
import { GoogleTopic } from './topic';
import type { Function } from '../function';
import { notifiedAbove } from '../private/notified';
import { GoogleStopped, STOP_VARIABLE } from '../private/stop-contract';
import type { StopBackend } from '../private/target';
import { holdsToken } from '../private/tokens';
import type { Stop } from '../stop';
import {
  CloudRunV2ServiceIamMember,
  MonitoringAlertPolicy,
  MonitoringNotificationChannel,
  PubsubSubscriptionIamMember,
  ServiceAccount,
  ServiceAccountIamMember,
  StorageBucketIamMember,
} from '../terraform/google';
import { untraced } from '../terraform/traces';

/** The resources of a `Stop` on Google. */
export class GoogleStop implements StopBackend {
  /** The resources of a stop. An error if it is on another cloud. */
  public static of(stop: Stop): GoogleStop {
    const { backend, target } = stop._stop;
    if (backend instanceof GoogleStop) return backend;
    throw new Error(`The stop '${stop.node.path}' is on ${target.cloud}, not on google.`);
  }

  /** @internal */
  public static _build(stop: Stop): GoogleStop {
    return new GoogleStop(stop);
  }

  /**
   * What an alert policy names to publish its incidents, so that it stops the functions. A budget names the topic itself.
   * @see https://cloud.google.com/monitoring/support/notification-options#pubsub
   */
  public readonly channel: MonitoringNotificationChannel;

  private readonly failed: MonitoringAlertPolicy;

  private constructor(private readonly stop: Stop) {
    this.channel = letPublish(stop);
    this.failed = alarm(stop);
  }

  /** @internal */
  public _guard(functions: readonly Function[]): void {
    untraced(() => {
      guard(this.stop, functions);
      const channels = channelsOf(GoogleFunction.of(this.stop.breaker)._cloud, notifiedAbove(this.stop));
      if (channels.length > 0) this.failed.notificationChannels = channels.map(({ id }) => id);
    });
  }

  /** @internal */
  public _command(notice: string): string {
    return command(this.stop, notice);
  }
}

/** Gives a stop its rights and its list. */
function guard(stop: Stop, functions: readonly Function[]): void {
  const guarded = functions.map((fn) => GoogleFunction.of(fn)).map((fn) => ({ fn, services: guardedOf(fn) }));
  const targets: GoogleStopped = {
    f: guarded.flatMap(({ fn, services }) =>
      services.map(({ service, subscriptions, kept }) => ({
        s: service,
        p: subscriptions.map((subscription) => subscriptionPath(fn, subscription)),
        k: [fn._cloud._build().bucket.name, kept],
      })),
    ),
  };
  stop.breaker.addEnvironment(STOP_VARIABLE, JSON.stringify(targets));
  const { member } = GoogleFunction.of(stop.breaker).serviceAccount;
  for (const { fn, services } of guarded) {
    if (services.length > 0) letStop(new Construct(stop, `Function-${fn._scope.node.addr}`), fn, services, member);
    services.forEach(({ subscriptions }) => subscriptions.forEach(keepPaused));
  }
}

/** The least that stops and resumes one function: who may update a service could have it run other code, as its account. */
function letStop(scope: Construct, fn: GoogleFunction, services: readonly Guarded[], member: string): void {
  const { _cloud: cloud } = fn;
  const { provider } = cloud._at;
  for (const { part, endpoint, subscriptions } of services) {
    new CloudRunV2ServiceIamMember(scope, part, {
      provider,
      project: cloud.project,
      location: cloud.region,
      name: endpoint.serviceConfig.service,
      role: customRole(cloud, 'scale').name,
      member,
    });
    for (const subscription of subscriptions) {
      new PubsubSubscriptionIamMember(scope, subscription.node.scope!.node.id, {
        ...cloud._at,
        subscription: subscription.name,
        role: customRole(cloud, 'deliver').name,
        member,
      });
    }
  }
  // Whoever changes a service, or has messages pushed, must be allowed to act as the account that it names.
  const actAs = (id: string, { name: serviceAccountId }: ServiceAccount) =>
    new ServiceAccountIamMember(scope, id, {
      provider,
      serviceAccountId,
      role: 'roles/iam.serviceAccountUser',
      member,
    });
  actAs('Runtime', fn.serviceAccount);
  if (fn.invoker) actAs('Invoker', fn.invoker);
  letKeep(scope, fn, services, member);
}

function letKeep(
  scope: Construct,
  { _cloud: cloud }: GoogleFunction,
  services: readonly Guarded[],
  member: string,
): void {
  const { name: bucket } = cloud._build().bucket;
  const conditions = services.map(({ kept }) => `resource.name == "projects/_/buckets/${bucket}/objects/${kept}"`);
  new StorageBucketIamMember(scope, 'Kept', {
    provider: cloud._at.provider,
    bucket,
    role: 'roles/storage.objectUser',
    member,
    condition: { title: 'stopped', expression: conditions.join(' || ') },
  });
}

/** Lets alarms of the project publish, through the channel that they name. Budgets are let in where one names the topic. */
function letPublish(stop: Stop): MonitoringNotificationChannel {
  const { _cloud: cloud } = GoogleFunction.of(stop.breaker);
  return topicChannel(stop, cloud, GoogleTopic.of(stop.topic)._name.id, `Stops ${stop.node.scope!.node.path}`);
}

/** Goes off where a notice could not be followed. */
function alarm(stop: Stop): MonitoringAlertPolicy {
  const { _cloud: cloud, deadLetterSubscription } = GoogleFunction.of(stop.breaker);
  const { path } = stop.node.scope!.node;
  return new MonitoringAlertPolicy(stop, 'Failed', {
    ...cloud._at,
    displayName: `The functions of ${path} could not be stopped or resumed`,
    userLabels: cloud.labels,
    combiner: 'OR',
    conditions: [
      {
        displayName: 'Notices that became dead letters',
        conditionThreshold: {
          filter:
            'resource.type = "pubsub_subscription" AND ' +
            `resource.labels.subscription_id = "${deadLetterSubscription!.name}" AND ` +
            'metric.type = "pubsub.googleapis.com/subscription/num_undelivered_messages"',
          comparison: 'COMPARISON_GT',
          thresholdValue: 0,
          duration: '0s',
          aggregations: [{ alignmentPeriod: '60s', perSeriesAligner: 'ALIGN_MAX' }],
        },
      },
    ],
    dependsOn: [enableApi(cloud, 'monitoring')],
  });
}

function command(stop: Stop, notice: string): string {
  const { project } = GoogleFunction.of(stop.breaker)._cloud;
  const name = GoogleTopic.of(stop.topic).topic!.nameInput!;
  // A project that is known on deployment only is the one that the command line is set to.
  const topic = holdsToken(project) ? name : `projects/${project}/topics/${name}`;
  return `gcloud pubsub topics publish '${topic}' --message='${notice}'`;
}
