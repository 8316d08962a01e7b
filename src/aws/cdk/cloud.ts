import { Construct } from 'constructs';
import { target } from './target';
import { Cloud, CloudProps } from '../../cloud';
import type { Target } from '../../private/target';

/**
 * AWS through the AWS CDK. A `Stack` has one by itself; declare one to choose options, for a stack or a whole app.
 */
export class AwsCloud extends Cloud {
  constructor(scope: Construct, id: string, props: CloudProps = {}) {
    super(scope, id, props);
  }

  /** @internal */
  public get _target(): Target {
    return target;
  }
}
