import { Construct } from 'constructs';
import { Cloud } from '../cloud';
import { Build, buildResources } from './build';
import { checkOptions } from './check-options';
import { EncryptedBuild, encryptedBuild } from './encrypted-build';
import { keyId } from './encryption';
import type { GoogleFunction } from './function';
import { GoogleCloudProps } from './options';
import { regions } from './regions';
import { target } from './target';
import { buildWindows } from './windows';
import { warnOfRegion } from '../private/region';
import type { Target } from '../private/target';
import { beforeSynthesis } from '../terraform/before-synthesis';
import { TerraformProvider, TerraformStack } from '../terraform/engine';
import { fixLogicalIds } from '../terraform/logical-ids';
import { untraced } from '../terraform/traces';

/**
 * Google Cloud through Terraform, in a `TerraformStack` of your own, which holds a Google provider.
 *
 * A project whose Pub/Sub was enabled before April 2021 has to let Pub/Sub's service agent create tokens once.
 * @see https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions
 */
export class GoogleCloud extends Cloud {
  /** The project's id. */
  public readonly project: string;

  /** The region. */
  public readonly region: string;

  /** The first word of every name. */
  public readonly namespace: string;

  /** Labels of every resource that takes some. */
  public readonly labels?: { readonly [key: string]: string };

  /**
   * Where each resource is placed.
   * @internal
   */
  public readonly _at: { readonly project: string; readonly provider?: TerraformProvider };

  /** @internal */
  public readonly _billingAccount?: string;

  private build?: Build;
  private readonly encrypted = new Map<string, EncryptedBuild>();
  private readonly windowed: GoogleFunction[] = [];

  constructor(scope: Construct, id: string, props: GoogleCloudProps) {
    checkOptions(`GoogleCloud '${[scope.node.path, id].filter((part) => part !== '').join('/')}'`, props);
    fixLogicalIds(TerraformStack.of(scope));
    super(scope, id, props);
    this.project = props.project;
    this.region = props.region;
    this.namespace = props.namespace ?? props.project;
    this.labels = props.labels;
    this._billingAccount = props.billingAccount?.replace(/^billingAccounts\//, '');
    this._at = { project: props.project, provider: props.provider };
    warnOfRegion(this, target, this.region, regions);
  }

  /** @internal */
  public get _target(): Target {
    return target;
  }

  /**
   * What functions are built from and with, made for the first of them.
   * @internal
   */
  public _build(): Build {
    return (this.build ??= buildResources(this));
  }

  /**
   * Where images under a key of the user's go, made for the first function that has it.
   * @internal
   */
  public _encryptedBuild(key: string): EncryptedBuild {
    const id = keyId(this, key);
    const build = this.encrypted.get(id) ?? encryptedBuild(this, key, this._build());
    this.encrypted.set(id, build);
    return build;
  }

  /**
   * Has a function's windows built at synthesis, when all its triggers are known.
   * @internal
   */
  public _keepWindows(fn: GoogleFunction): void {
    if (this.windowed.length === 0) {
      beforeSynthesis(this, () => untraced(() => buildWindows(this, this.windowed)));
    }
    this.windowed.push(fn);
  }
}
