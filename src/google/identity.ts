import { enableApi } from './apis';
import type { GoogleFunction } from './function';
import { serviceAccountRule } from './names';
import { CloudRunV2ServiceIamMember, Cloudfunctions2Function, ServiceAccount } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** An identity of a function's own. */
export function identity(fn: GoogleFunction, id: 'Runtime' | 'Invoker', displayName: string): ServiceAccount {
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

/**
 * Lets someone call one of the two functions, through the service behind it: a role can't be granted on the function.
 * The service's name is unknown when it is replaced, so that the role is made anew with it.
 */
export function letInvoke(
  { _scope: scope, _cloud: cloud }: GoogleFunction,
  id: string,
  { serviceConfig }: Cloudfunctions2Function,
  member: string,
): CloudRunV2ServiceIamMember {
  return new CloudRunV2ServiceIamMember(scope, id, {
    ...cloud._at,
    location: cloud.region,
    name: serviceConfig.service,
    role: 'roles/run.invoker',
    member,
  });
}
