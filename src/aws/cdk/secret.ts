import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { keyOf, removalPolicy, tag } from './common';
import type { AwsFunction } from './function';
import { allow, keyActions } from './grants';
import { record } from './record';
import type { Access, SecretSpec } from '../../private/resource-spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../../private/target';
import type { Resource } from '../../resource';
import type { Secret } from '../../secret';

/**
 * The resources of a `Secret` on AWS. Of a secret that exists already it is an import: its ARN must be whole, with the
 * six characters at the end, and a key that encrypts it must be granted apart.
 */
export class AwsSecret implements ResourceBackend {
  /** The resources of a secret. An error if it is on another cloud. */
  public static of(secret: Secret): AwsSecret {
    if (secret._core.backend instanceof AwsSecret) return secret._core.backend;
    throw new Error(`Secret '${secret.node.path}' is on ${secret.cloud.name}, not on aws.`);
  }

  /** @internal */
  public static _build(secret: Resource, spec: SecretSpec): AwsSecret {
    return new AwsSecret(secret, spec);
  }

  /** The secret. */
  public readonly secret: secretsmanager.ISecret;

  private readonly spec: SecretSpec;

  private constructor(secret: Resource, spec: SecretSpec) {
    this.spec = spec;
    if (spec.existing !== undefined) {
      this.secret = secretsmanager.Secret.fromSecretCompleteArn(secret, 'Secret', spec.existing);
      return;
    }
    this.secret = new secretsmanager.Secret(secret, 'Secret', {
      secretName: spec.name,
      encryptionKey: keyOf(secret, spec),
      generateSecretString: { passwordLength: spec.generatedLength, excludePunctuation: true },
      removalPolicy: removalPolicy(spec),
    });
    secret.node.defaultChild = this.secret.node.defaultChild;
    tag(secret, spec);
  }

  /** @internal */
  public _grant(_access: Access, fn: FunctionBackend): string {
    allow((fn as AwsFunction).role, ['secretsmanager:GetSecretValue'], [this.secret.secretArn], {
      arn: this.spec.encryptionKey,
      actions: keyActions.read,
    });
    return this.secret.secretArn;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.spec.existing === undefined ? [record(this.secret)] : [];
  }
}
