import { Cloud } from '../cloud';
import type { Access, SecretSpec } from '../private/resource-spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../private/target';
import type { Resource } from '../resource';
import { Secret } from '../secret';
import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { labelsOf, lifecycleOf } from './common';
import { letEncrypt } from './encryption';
import { FullName, fullName } from './existing';
import type { GoogleFunction } from './function';
import { secretRule } from './names';
import { record } from './record';
import { SecretManagerSecret, SecretManagerSecretIamMember, SecretManagerSecretVersion } from '../terraform/google';
import { nameOf } from '../terraform/naming';
import { requireVersion } from '../terraform/required-version';
import { secretValue } from '../terraform/secret-value';

/** The resources of a `Secret` on Google. */
export class GoogleSecret implements ResourceBackend {
  /** The resources of a secret. An error if it is on another cloud. */
  public static of(secret: Secret): GoogleSecret {
    if (secret._core.backend instanceof GoogleSecret) return secret._core.backend;
    throw new Error(`Secret '${secret.node.path}' is on ${secret.cloud.name}, not on google.`);
  }

  /** @internal */
  public static _build(secret: Resource, spec: SecretSpec): GoogleSecret {
    return new GoogleSecret(secret, spec);
  }

  /** The secret; none if it exists already. */
  public readonly secret?: SecretManagerSecret;

  /** Its generated value; none if it exists already. */
  public readonly version?: SecretManagerSecretVersion;

  private readonly id: string;
  private readonly name: FullName;

  private constructor(secret: Resource, spec: SecretSpec) {
    const cloud = Cloud.of(secret) as GoogleCloud;
    this.id = secret.node.id;
    if (spec.existing !== undefined) {
      this.name = fullName(spec.existing);
      return;
    }
    requireVersion(secret, WRITE_ONLY_SINCE);
    this.secret = managedSecret(secret, cloud, spec);
    this.version = generatedVersion(secret, cloud, this.secret, spec);
    this.name = { id: this.secret.id, name: this.secret.secretId, project: cloud.project };
    secret.node.defaultChild = this.secret;
  }

  /** @internal */
  public _grant(_access: Access, backend: FunctionBackend): unknown {
    const { _scope: scope, _cloud: cloud, serviceAccount } = backend as GoogleFunction;
    const id = `Secret-${this.id}-read`;
    if (!scope.node.tryFindChild(id)) {
      new SecretManagerSecretIamMember(scope, id, {
        provider: cloud._at.provider,
        project: this.name.project,
        secretId: this.name.name,
        role: 'roles/secretmanager.secretAccessor',
        member: serviceAccount.member,
      });
    }
    return this.name.id;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.secret ? [record(this.secret)] : [];
  }
}

/** @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only */
const WRITE_ONLY_SINCE = '1.11';

function managedSecret(scope: Resource, cloud: GoogleCloud, spec: SecretSpec): SecretManagerSecret {
  const { encryptionKey: kmsKeyName } = spec;
  return new SecretManagerSecret(scope, 'Secret', {
    ...cloud._at,
    secretId: spec.name ?? nameOf(cloud, scope, secretRule),
    labels: labelsOf(cloud, spec),
    replication: {
      userManaged: {
        replicas: [
          { location: cloud.region, ...(kmsKeyName !== undefined && { customerManagedEncryption: { kmsKeyName } }) },
        ],
      },
    },
    lifecycle: lifecycleOf(spec),
    dependsOn: [
      enableApi(cloud, 'secretmanager'),
      ...(kmsKeyName === undefined ? [] : [letEncrypt(cloud, kmsKeyName, 'secretmanager')]),
    ],
  });
}

/**
 * Terraform makes the value while it applies, and keeps write-only arguments in no plan and no state. Without a new
 * `secretDataWoVersion` they are never sent again.
 */
function generatedVersion(
  scope: Resource,
  cloud: GoogleCloud,
  secret: SecretManagerSecret,
  spec: SecretSpec,
): SecretManagerSecretVersion {
  return new SecretManagerSecretVersion(scope, 'Value', {
    provider: cloud._at.provider,
    secret: secret.id,
    secretDataWo: secretValue(spec.generatedLength),
    secretDataWoVersion: 1,
    lifecycle: lifecycleOf(spec),
  });
}
