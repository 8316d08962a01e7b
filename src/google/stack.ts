import { Construct } from 'constructs';
import { checkOptions } from './check-options';
import { GoogleCloud } from './cloud';
import { GoogleStackProps } from './options';
import { ensureBackend } from '../terraform/backend';
import { TerraformBackend, TerraformStack } from '../terraform/engine';
import { GoogleProvider } from '../terraform/google';

/**
 * A Terraform stack for Google Cloud: the provider and a `GoogleCloud`.
 *
 * Without a backend of yours it keeps its state in a local file.
 */
export class GoogleStack extends TerraformStack {
  /** The cloud of everything in the stack. */
  public readonly cloud: GoogleCloud;

  /** The provider of everything in the stack. */
  public readonly provider: GoogleProvider;

  private backend?: TerraformBackend;

  constructor(scope: Construct, id: string, props: GoogleStackProps) {
    checkOptions(`GoogleStack '${id}'`, props);
    super(scope, id);
    const { project, region } = props;
    this.provider = new GoogleProvider(this, 'Google', { project, region });
    this.cloud = new GoogleCloud(this, 'Cloud', props);
  }

  /** The stack's backend; a local one if you added none. */
  public ensureBackendExists(): TerraformBackend {
    return (this.backend ??= ensureBackend(this));
  }
}
