import { Construct, IConstruct } from 'constructs';
import { Naming } from './naming';
import { declare, declaredIn, findCloud } from './private/placement';
import type { Target } from './private/target';

/** What every cloud takes. */
export interface CloudProps {
  /**
   * How resources are named where they are not given a `name`.
   * @default Naming.standard()
   */
  readonly naming?: Naming;
}

/**
 * A cloud that constructs of this library are built on. A construct uses the nearest one up its tree.
 *
 * In an aws-cdk-lib `Stack` none needs to be declared.
 */
export abstract class Cloud extends Construct {
  /**
   * The cloud of a scope. An error if there is none, with the ways to declare one.
   */
  public static of(scope: IConstruct): Cloud {
    return findCloud(scope);
  }

  /** How resources are named. */
  public readonly naming: Naming;

  constructor(scope: Construct, id: string, props: CloudProps = {}) {
    const other = declaredIn(scope);
    if (other) {
      throw new Error(
        `'${scope.node.path || 'App'}' already has the cloud '${other.node.id}'. Declare one cloud a scope.`,
      );
    }
    super(scope, id);
    this.naming = props.naming ?? Naming.standard();
    declare(scope, this);
  }

  /** The name of the cloud: `aws`, `azure` or `google`. */
  public get name(): string {
    return this._target.cloud;
  }

  /** @internal */
  public abstract get _target(): Target;
}
