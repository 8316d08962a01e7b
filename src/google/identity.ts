import { enableApi } from './apis';
import type { GoogleFunction } from './function';
import { serviceAccountRule } from './names';
import {
  CloudRunV2ServiceIamMember,
  Cloudfunctions2Function,
  ServiceAccount,
  ServiceAccountIamMember,
} from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** An identity of a function's own. */
export function identity(
  fn: GoogleFunction,
  id: 'Runtime' | 'Invoker' | 'Scaler' | 'Pinger',
  displayName: string,
): ServiceAccount {
  const { _cloud: cloud, _scope: scope } = fn;
  const account = new ServiceAccount(scope, id, {
    ...cloud._at,
    accountId: nameOf(cloud, scope, serviceAccountRule, id),
    displayName: displayName.slice(0, 100),
    dependsOn: [enableApi(cloud, 'iam')],
  });
  fn._built.push(account);
  return account;
}

export interface InvokeOptions {
  readonly id: string;
  /** Who may, as IAM writes it. */
  readonly member: string;
  /** In whose stack it is granted, so that a callee's depends on no other. Default: the function's own. */
  readonly by?: GoogleFunction;
}

/**
 * Lets someone call one of the two functions, through the service behind it: a role can't be granted on the function.
 * The service's name is unknown when it is replaced, so that the role is made anew with it.
 */
export function letInvoke(
  fn: GoogleFunction,
  { serviceConfig }: Cloudfunctions2Function,
  { id, member, by = fn }: InvokeOptions,
): CloudRunV2ServiceIamMember {
  return new CloudRunV2ServiceIamMember(by._scope, id, {
    provider: by._cloud._at.provider,
    project: fn._cloud.project,
    location: fn._cloud.region,
    name: serviceConfig.service,
    role: 'roles/run.invoker',
    member,
  });
}

/**
 * Lets a function sign URLs, once: the role is granted on its own account, to that account alone.
 * @see https://cloud.google.com/storage/docs/access-control/signing-urls-with-helpers
 */
export function letSign({ _scope: scope, _cloud: cloud, serviceAccount }: GoogleFunction): void {
  if (scope.node.tryFindChild('SignUrls')) return;
  new ServiceAccountIamMember(scope, 'SignUrls', {
    provider: cloud._at.provider,
    serviceAccountId: serviceAccount.name,
    role: 'roles/iam.serviceAccountTokenCreator',
    member: serviceAccount.member,
    dependsOn: [enableApi(cloud, 'iamcredentials')],
  });
}
