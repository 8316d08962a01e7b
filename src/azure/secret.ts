import type { AzureCloud } from './cloud';
import { existingId } from './existing-id';
import type { AzureFunction } from './function';
import { names } from './names';
import { record } from './record';
import { roles } from './roles';
import type { AzureLinks } from '../private/contract';
import type { Access, SecretSpec } from '../private/resource-spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../private/target';
import { Secret } from '../secret';
import { KeyVaultSecret } from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';
import { secretValue } from '../terraform/secret-value';

/** The resources of a `Secret` on Azure: a secret in the Key Vault of the cloud. */
export class AzureSecret implements ResourceBackend {
  /** The resources of a secret. An error if it is on another cloud. */
  public static of(secret: Secret): AzureSecret {
    if (secret._core.backend instanceof AzureSecret) return secret._core.backend;
    throw new Error(`Secret '${secret.node.path}' is on ${secret.cloud.name}, not on azure.`);
  }

  /** @internal */
  public static _build(cloud: AzureCloud, secret: Secret, spec: SecretSpec): AzureSecret {
    return new AzureSecret(cloud, secret, spec);
  }

  private readonly path: string;
  private readonly id: string;
  private readonly scopeId: string;
  private readonly link: NonNullable<AzureLinks['s']>[string];
  private readonly built?: KeyVaultSecret;

  private constructor(cloud: AzureCloud, secret: Secret, spec: SecretSpec) {
    this.path = secret.node.path;
    this.id = secret.node.id;
    if (spec.existing !== undefined) {
      const {
        id,
        names: [vault, name],
      } = existingId('secret', spec.existing);
      this.scopeId = id;
      this.link = [`https://${vault}.vault.azure.net/`, name];
      return;
    }
    this.built = keyVaultSecret(secret, cloud, spec);
    if (spec.retain) cloud._secrets.protect();
    this.scopeId = this.built.resourceVersionlessId;
    this.link = [cloud.keyVault.vaultUri, this.built.name];
    secret.node.defaultChild = this.built;
  }

  /** The secret. An error for one that exists already. */
  public get secret(): KeyVaultSecret {
    if (this.built) return this.built;
    throw new Error(`Secret '${this.path}' exists already, so that it has no resources here.`);
  }

  /** @internal */
  public _grant(_access: Access, fn: FunctionBackend): NonNullable<AzureLinks['s']>[string] {
    (fn as AzureFunction)._assign(`ReadSecret-${this.id}`, roles.readSecret, this.scopeId);
    return this.link;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.built ? [record(this.built)] : [];
  }
}

function keyVaultSecret(scope: Secret, cloud: AzureCloud, spec: SecretSpec): KeyVaultSecret {
  const { _tags: tags } = cloud;
  const after = cloud._secrets.writable();
  return new KeyVaultSecret(scope, 'Secret', {
    name: spec.name ?? nameOf(cloud, scope, names.secret),
    keyVaultId: cloud.keyVault.id,
    // Written once, when it is created: a value that is write-only is in no state and no plan.
    valueWo: secretValue(spec.generatedLength),
    valueWoVersion: 1,
    contentType: 'text/plain',
    ...((tags || spec.tags) && { tags: { ...tags, ...spec.tags } }),
    ...(spec.retain && { lifecycle: { preventDestroy: true } }),
    ...(after.length > 0 && { dependsOn: after }),
    provider: cloud._provider,
  });
}
