import { enableApi, serviceAgent } from './apis';
import type { GoogleCloud } from './cloud';
import type { GoogleFunction } from './function';
import { identity } from './identity';
import { jobRule } from './names';
import type { WindowJob } from './plan-windows';
import { ATTEMPT_SECONDS } from './retries';
import { customRole } from './roles';
import { scaling, Scaling } from './scaling';
import { alarm, WatchedJob } from './window-alarm';
import { distinct } from '../private/channels';
import { Fn, ITerraformDependable } from '../terraform/engine';
import {
  CloudRunV2ServiceIamMember,
  Cloudfunctions2Function,
  CloudSchedulerJob,
  ServiceAccount,
  ServiceAccountIamMember,
} from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** The jobs of all windows, and the one alarm for them. Built at synthesis: triggers decide whose instances they are. */
export function buildWindows(cloud: GoogleCloud, functions: readonly GoogleFunction[]): void {
  const told = functions.flatMap((fn) => fn._scope._core.told() ?? []);
  alarm(cloud, functions.flatMap(windowJobs), distinct(told));
}

/** The function of the two that `capacity` serves; the other's minimum is the same at all times. */
function windowJobs(fn: GoogleFunction): WatchedJob[] {
  const { http, events } = scaling(fn._model);
  if (http) return jobs(fn, fn._http(), 'http');
  if (events) return jobs(fn, fn._events().endpoint, 'events');
  return [];
}

function jobs(fn: GoogleFunction, endpoint: Cloudfunctions2Function, part: keyof Scaling): WatchedJob[] {
  const account = identity(fn, 'Scaler', `Keeps ${fn._name} ready`);
  const ready = letScale(fn, endpoint, account);
  return fn._plan.windows!.map((planned) => {
    const { name } = job(fn, planned, {
      instances: scaling(fn._model, planned.warm)[part]!.warm,
      service: endpoint.serviceConfig.service,
      account,
      ready,
    });
    return { name, retries: planned.retries.count };
  });
}

interface Setting {
  readonly instances: number;
  /** `projects/<project>/locations/<region>/services/<service>`. */
  readonly service: string;
  readonly account: ServiceAccount;
  readonly ready: ITerraformDependable[];
}

/**
 * Sets the minimum of the service behind a function: one of all its revisions, that no new revision and no build is
 * needed for. A `PATCH` of the function itself would build it anew.
 * @see https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services/patch
 */
function job(
  fn: GoogleFunction,
  { key, at, retries }: WindowJob,
  { instances, service, account, ready }: Setting,
): { readonly name: string } {
  const { _cloud: cloud, _scope: scope } = fn;
  const name = nameOf(cloud, scope, jobRule, key);
  const services = `projects/${cloud.project}/locations/${cloud.region}/services`;
  const built = new CloudSchedulerJob(scope, key, {
    ...cloud._at,
    region: cloud.region,
    name,
    schedule: at.expression,
    timeZone: at.timeZone,
    httpTarget: {
      httpMethod: 'PATCH',
      uri: `https://run.googleapis.com/v2/${services}/${Fn.basename(service)}?updateMask=scaling.minInstanceCount`,
      headers: { 'Content-Type': 'application/json' },
      body: Buffer.from(JSON.stringify({ scaling: { minInstanceCount: instances } })).toString('base64'),
      oauthToken: { serviceAccountEmail: account.email, scope: 'https://www.googleapis.com/auth/cloud-platform' },
    },
    attemptDeadline: `${ATTEMPT_SECONDS}s`,
    retryConfig: {
      retryCount: retries.count,
      minBackoffDuration: `${retries.waitSeconds}s`,
      maxBackoffDuration: '3600s',
      maxDoublings: 5,
      maxRetryDuration: `${retries.totalSeconds}s`,
    },
    dependsOn: ready,
  });
  fn._built.push(built);
  return { name };
}

/**
 * Allows to change the one service. Whoever changes a service could have it run other code, so Cloud Run also asks that
 * one may act as the account that it runs under.
 * @see https://cloud.google.com/run/docs/reference/iam/roles#additional-configuration
 */
function letScale(fn: GoogleFunction, endpoint: Cloudfunctions2Function, { member }: ServiceAccount) {
  const { _cloud: cloud, _scope: scope } = fn;
  const { provider } = cloud._at;
  const scale = new CloudRunV2ServiceIamMember(scope, 'ScalerRole', {
    ...cloud._at,
    location: cloud.region,
    name: endpoint.serviceConfig.service,
    role: customRole(cloud, 'scale').name,
    member,
  });
  const act = new ServiceAccountIamMember(scope, 'ScalerActs', {
    provider,
    serviceAccountId: fn.serviceAccount.name,
    role: 'roles/iam.serviceAccountUser',
    member,
  });
  return [scale, act, enableApi(cloud, 'run'), serviceAgent(cloud, 'cloudscheduler').ready];
}
