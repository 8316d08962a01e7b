import { Construct } from 'constructs';
import type { Function } from './function';
import { existing } from './private/existing';
import { ResourceCore } from './private/resource-core';
import { ExistingResource, Resource, ResourceProps } from './resource';

/** What a secret is. */
export interface SecretProps extends ResourceProps {
  /**
   * The number of letters and digits of the value that the cloud makes on the first deployment, 16 to 64. It stands in
   * no template and in no Terraform state.
   * @default 32
   */
  readonly generatedLength?: number;
}

/**
 * A value that only those who were granted it can read: generated on deployment, or one that exists already.
 *
 * AWS: Secrets Manager. Azure: Key Vault. Google: Secret Manager.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html
 * @see https://learn.microsoft.com/azure/key-vault/secrets/about-secrets
 * @see https://cloud.google.com/secret-manager/docs/overview
 */
export class Secret extends Resource {
  /** A secret that exists already. */
  public static fromExisting(scope: Construct, id: string, resource: ExistingResource): Secret {
    return new Secret(scope, id, existing(resource));
  }

  /** @internal */
  public readonly _core: ResourceCore<'secret'>;

  constructor(scope: Construct, id: string, props: SecretProps = {}) {
    super(scope, id);
    this._core = ResourceCore.create(this, 'secret', props);
  }

  /**
   * Lets a function read the value. Its handler finds the secret under this construct's id:
   * `context.secret('ApiKey').value()`.
   */
  public grantRead(fn: Function): void {
    this._core.grant('read', fn);
  }
}
