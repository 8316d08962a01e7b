import type { AzureCloud } from './cloud';
import { TerraformStack } from '../terraform/engine';
import { versionConstraint } from '../terraform/providers';
import { requireVersion } from '../terraform/required-version';
import { admits } from '../terraform/versions';

/** The first versions with arguments whose values are in no state. */
const TERRAFORM = '1.11.0';
const AZURERM = '4.23.0';

/** Has a stack run with Terraform and azurerm that keep a secret's value out of the state. */
export function writeOnlyValues(cloud: AzureCloud): void {
  requireVersion(cloud, TERRAFORM);
  cloud.node.addValidation({
    validate: () => {
      const own = versionConstraint(TerraformStack.of(cloud), 'azurerm');
      if (own === undefined || admits(own, AZURERM)) return [];
      return [
        `A Secret needs version ${AZURERM} of the azurerm provider, to keep its value out of the state, and the stack's ` +
          `constraint '${own}' keeps that out. Let a later version in: ` +
          `stack.addOverride('terraform.required_providers.azurerm.version', '>= 4.58, < 5').`,
      ];
    },
  });
}
