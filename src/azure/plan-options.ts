import { isIP } from 'net';
import { reservedSettings } from './limits';
import type { Report } from '../private/report';
import type { FunctionSpec } from '../private/spec';
import { holdsToken } from '../private/tokens';
import { checkTracedVariable } from '../private/tracing';

/** What only Azure has. */
export function planOptions({ azure, environment, tracing }: FunctionSpec, report: Report): void {
  planSubnet(azure.subnetId, report);
  for (const range of azure.allowedIpRanges ?? []) planRange(range, report);
  if (azure.allowedIpRanges?.length === 0) {
    report.problem('azure.allowedIpRanges', 'is empty, so that nothing could call. Name ranges, or leave it out.');
  }
  const variables = new Map(Object.keys(environment).map((name) => [name.toLowerCase(), name]));
  const seen = new Map<string, string>();
  for (const name of Object.keys(azure.appSettings ?? {})) {
    const [variable, other] = [variables.get(name.toLowerCase()), seen.get(name.toLowerCase())];
    seen.set(name.toLowerCase(), name);
    const prop = `azure.appSettings.${name}`;
    checkTracedVariable(name, 'azure.appSettings', tracing, report);
    if (reservedSettings.test(name)) {
      report.problem(prop, 'this library sets it itself, or the Flex Consumption plan refuses it. Leave it out.');
    } else if (variable !== undefined) {
      report.problem(prop, `Azure takes it for the environment variable '${variable}'. Keep one of them.`);
    } else if (other !== undefined) {
      report.problem(prop, `Azure takes it for '${other}': case makes no difference there. Keep one.`);
    }
  }
}

const subnet =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i;

function planSubnet(id: string | undefined, report: Report): void {
  if (id === undefined || holdsToken(id) || subnet.test(id)) return;
  report.problem(
    'azure.subnetId',
    `'${id}' is not the resource id of a subnet, /subscriptions/…/virtualNetworks/…/subnets/….`,
  );
}

function planRange(range: string, report: Report): void {
  if (holdsToken(range)) return;
  const [address, bits, more] = range.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!;
  if (more === undefined && /^\d+$/.test(bits ?? '') && Number(bits) <= most) return;
  report.problem('azure.allowedIpRanges', `'${range}' is not a range of addresses such as 203.0.113.0/24.`);
}
