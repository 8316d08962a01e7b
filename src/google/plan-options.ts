import { GoogleEgress, GoogleFunctionOptions, GoogleIngress } from '../function-options';
import { checkKey } from './plan-resources';
import type { Report } from '../private/report';
import { holdsToken } from '../private/tokens';

const connector = /^projects\/[^/]+\/locations\/[^/]+\/connectors\/[^/]+$/;

/** What only Google has, checked and with its defaults. */
export function planOptions({ vpcConnector, egress, ingress, encryptionKey }: GoogleFunctionOptions, report: Report) {
  if (vpcConnector !== undefined && !holdsToken(vpcConnector) && !connector.test(vpcConnector)) {
    report.problem(
      'google.vpcConnector',
      `'${vpcConnector}' is not the name of a connector, such as 'projects/acme-prod/locations/europe-west1/connectors/acme'.`,
    );
  }
  if (egress !== undefined && vpcConnector === undefined) {
    report.problem('google.egress', 'there is no connector that anything goes through. Give google.vpcConnector too.');
  }
  oneOf('google.egress', egress, GoogleEgress, 'GoogleEgress', report);
  oneOf('google.ingress', ingress, GoogleIngress, 'GoogleIngress', report);
  checkKey('google.encryptionKey', encryptionKey, report);
  return {
    ingress: ingress ?? GoogleIngress.ALL,
    ...(vpcConnector !== undefined && { vpcConnector, egress: egress ?? GoogleEgress.PRIVATE_RANGES_ONLY }),
    ...(encryptionKey !== undefined && { encryptionKey }),
  };
}

/** From JavaScript anything can come here, and what is not understood must not open a function. */
function oneOf(prop: string, value: string | undefined, known: object, title: string, report: Report): void {
  if (value === undefined || Object.values(known).includes(value)) return;
  report.problem(prop, `'${value}' is no ${title}. There are ${Object.keys(known).join(', ')}.`);
}
