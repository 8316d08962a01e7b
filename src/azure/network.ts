import type { AzureFunctionOptions } from '../function-options';
import type { FunctionAppFlexConsumptionSiteConfig } from '../terraform/azurerm';

/** Who may reach an app over the network, by address. */
export function addressRules({
  allowedIpRanges: ranges,
}: AzureFunctionOptions): Pick<FunctionAppFlexConsumptionSiteConfig, 'ipRestriction' | 'ipRestrictionDefaultAction'> {
  if (!ranges) return {};
  return {
    ipRestrictionDefaultAction: 'Deny',
    ipRestriction: ranges.map((ipAddress, index) => ({
      name: `allowed${index}`,
      ipAddress,
      action: 'Allow',
      priority: 100 + index,
    })),
  };
}
