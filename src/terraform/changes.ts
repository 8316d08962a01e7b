import { Construct } from 'constructs';
import { TerraformResource } from './engine';

/**
 * A `terraform_data` that is replaced when one of its values changes. The engine's own class runs `terraform version`
 * for each one during synthesis: that takes longer than all else there, and fails where Terraform is not installed.
 */
export class Changes extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly values: Readonly<Record<string, string>>,
  ) {
    super(scope, id, {
      terraformResourceType: 'terraform_data',
      terraformGeneratorMetadata: { providerName: 'terraform' },
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: this.values };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return {
      triggers_replace: { value: this.values, isBlock: false, type: 'map', storageClassType: 'anyMap' },
    };
  }
}
