import { Construct } from 'constructs';
import { target } from './target';
import { Cloud } from '../../cloud';
import type { Target } from '../../private/target';

/**
 * AWS through the AWS CDK. A `Stack` has one by itself, so it need not be declared. Names are made on deployment, where
 * a resource is not given one.
 */
export class AwsCloud extends Cloud {
  constructor(scope: Construct, id: string) {
    super(scope, id);
  }

  /** @internal */
  public get _target(): Target {
    return target;
  }
}
