import * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { allow, keyActions } from './grants';
import type { AwsFunctionOptions } from '../../function-options';

/** The identity that code runs under: it may write its logs, and read its environment. */
export function functionRole(scope: Construct, logGroup: logs.LogGroup, options: AwsFunctionOptions): iam.Role {
  const { permissionsBoundary, environmentKey } = options;
  const role = new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    ...(permissionsBoundary !== undefined && {
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(scope, 'Boundary', permissionsBoundary),
    }),
  });
  logGroup.grantWrite(role);
  if (environmentKey !== undefined) allow(role, keyActions.read, [environmentKey]);
  return role;
}
