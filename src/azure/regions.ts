import type { Regions } from '../private/region';

/**
 * Azure's regions, of all its clouds.
 * @see https://learn.microsoft.com/azure/reliability/regions-list
 */
export const regions: Regions = {
  names: [
    ...['eastus', 'eastus2', 'westus', 'westus2', 'westus3', 'centralus', 'northcentralus', 'southcentralus'],
    ...['westcentralus', 'canadacentral', 'canadaeast', 'mexicocentral', 'brazilsouth', 'brazilsoutheast'],
    ...['chilecentral', 'westeurope', 'northeurope', 'uksouth', 'ukwest', 'francecentral', 'francesouth'],
    ...['germanywestcentral', 'germanynorth', 'switzerlandnorth', 'switzerlandwest', 'norwayeast', 'norwaywest'],
    ...['swedencentral', 'swedensouth', 'polandcentral', 'italynorth', 'spaincentral', 'austriaeast'],
    ...['belgiumcentral', 'denmarkeast', 'eastasia', 'southeastasia', 'japaneast', 'japanwest', 'koreacentral'],
    ...['koreasouth', 'centralindia', 'southindia', 'westindia', 'jioindiawest', 'jioindiacentral'],
    ...['australiaeast', 'australiasoutheast', 'australiacentral', 'australiacentral2', 'newzealandnorth'],
    ...['indonesiacentral', 'malaysiawest', 'taiwannorth', 'uaenorth', 'uaecentral', 'qatarcentral'],
    ...['israelcentral', 'southafricanorth', 'southafricawest', 'centraluseuap', 'eastus2euap'],
    ...['usgovvirginia', 'usgovarizona', 'usgovtexas', 'usdodeast', 'usdodcentral'],
    ...['chinaeast', 'chinaeast2', 'chinaeast3', 'chinanorth', 'chinanorth2', 'chinanorth3'],
  ],
  // The first region of a name has no number.
  form: /^[a-z]+([2-9][a-z]*)?$/,
  example: 'westeurope',
};
