import { enableApi, serviceAgent } from './apis';
import { googleRate } from './cron';
import type { GoogleFunction } from './function';
import { jobRule } from './names';
import type { Scaling } from './scaling';
import { PING_PATH } from '../private/contract';
import { ITerraformDependable } from '../terraform/engine';
import { CloudSchedulerJob, Cloudfunctions2Function, ServiceAccount } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** Longer than an instance takes to start: whoever gives up earlier has it started all the same. */
const DEADLINE_SECONDS = 60;

export interface PingedPart {
  readonly part: keyof Scaling;
  readonly endpoint: Cloudfunctions2Function;
  /** Who may call it; absent where everyone may. */
  readonly caller?: { readonly account: ServiceAccount; readonly ready: ITerraformDependable };
}

/**
 * Requests at the same time, each from a job of its own: a job has one request at a time. One that fails is not
 * repeated: the next comes soon.
 */
export function pings(fn: GoogleFunction, { part, endpoint, caller }: PingedPart): void {
  const { ping } = fn._model.spec.capacity;
  if (!ping) return;
  const { _cloud: cloud, _scope: scope } = fn;
  const { uri } = endpoint.serviceConfig;
  const { expression, timeZone } = googleRate(ping.everyMinutes)!;
  for (let index = 0; index < ping.instances; index++) {
    const key = `ping-${part}-${index + 1}`;
    const job = new CloudSchedulerJob(scope, key, {
      ...cloud._at,
      region: cloud.region,
      name: nameOf(cloud, scope, jobRule, key),
      schedule: expression,
      timeZone,
      httpTarget: {
        httpMethod: 'GET',
        // The service's own address: to the other one, it would come from outside.
        uri: `${uri}${PING_PATH}`,
        oidcToken: caller && { serviceAccountEmail: caller.account.email, audience: uri },
      },
      attemptDeadline: `${DEADLINE_SECONDS}s`,
      retryConfig: { retryCount: 0 },
      dependsOn: [
        ...(caller
          ? [caller.ready, serviceAgent(cloud, 'cloudscheduler').ready]
          : [enableApi(cloud, 'cloudscheduler')]),
      ],
    });
    fn._built.push(job);
  }
}
