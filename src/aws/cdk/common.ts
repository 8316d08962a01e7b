import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { ResourceSpecs } from '../../private/resource-spec';

type Common = ResourceSpecs[keyof ResourceSpecs];

/** The user's key, if there is one. */
export function keyOf(scope: Construct, { encryptionKey }: Common): kms.IKey | undefined {
  return encryptionKey === undefined ? undefined : kms.Key.fromKeyArn(scope, 'Key', encryptionKey);
}

export function removalPolicy({ retain }: Common): RemovalPolicy {
  return retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}

/** Tags everything that belongs to a resource. */
export function tag(scope: Construct, { tags = {} }: Common): void {
  for (const [name, value] of Object.entries(tags)) Tags.of(scope).add(name, value);
}
