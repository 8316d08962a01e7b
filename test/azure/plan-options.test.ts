import { model, report } from './model';
import { planOptions } from '../../src/azure/plan-options';
import type { FunctionSpec } from '../../src/private/spec';

function problems(azure: FunctionSpec['azure'], environment: FunctionSpec['environment'] = {}): string[] {
  const found = report();
  planOptions(model({ azure, environment }).spec, found);
  return found.problems;
}

test('takes a subnet, ranges and settings', () => {
  const subnetId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/apps';
  const appSettings = { AzureFunctionsJobHost__logging__logLevel__default: 'Warning', WEBSITE_DNS_SERVER: '10.0.0.4' };
  expect(problems({ subnetId, allowedIpRanges: ['203.0.113.0/24', '2001:db8::/32'], appSettings })).toEqual([]);
});

test("fails if 'apps' is given as a subnet", () => {
  expect(problems({ subnetId: 'apps' })).toEqual([
    "azure.subnetId: 'apps' is not the resource id of a subnet, /subscriptions/…/virtualNetworks/…/subnets/….",
  ]);
});

test.each(['203.0.113.7', '203.0.113.0/33', '203.0.113.0/', 'acme.com/24', '1.2.3.4/8/8'])(
  "fails if '%s' is given as a range",
  (range) => {
    expect(problems({ allowedIpRanges: [range] })).toEqual([
      `azure.allowedIpRanges: '${range}' is not a range of addresses such as 203.0.113.0/24.`,
    ]);
  },
);

test('fails if there are no ranges', () => {
  expect(problems({ allowedIpRanges: [] })).toEqual([
    'azure.allowedIpRanges: is empty, so that nothing could call. Name ranges, or leave it out.',
  ]);
});

test.each([
  'FAASADE_TRIGGERS',
  'azurewebjobsstorage__accountName',
  'FUNCTIONS_WORKER_RUNTIME',
  'AzureFunctionsJobHost__functionTimeout',
  'AZURE_CLIENT_ID',
  'WEBSITE_RUN_FROM_PACKAGE',
])('fails if %s is given as a setting', (name) => {
  expect(problems({ appSettings: { [name]: 'x' } })).toEqual([
    `azure.appSettings.${name}: this library sets it itself, or the Flex Consumption plan refuses it. Leave it out.`,
  ]);
});

test('fails if a setting is there twice', () => {
  expect(problems({ appSettings: { stage: 'a', Mode: 'b', MODE: 'c' } }, { STAGE: 'd' })).toEqual([
    "azure.appSettings.stage: Azure takes it for the environment variable 'STAGE'. Keep one of them.",
    "azure.appSettings.MODE: Azure takes it for 'Mode': case makes no difference there. Keep one.",
  ]);
});
