import { checkArn, checkCommon, checkForm } from './checks';
import { limits } from './limits';
import type { Report } from '../private/report';
import type { SecretSpec } from '../private/resource-spec';

export function planSecret(spec: SecretSpec, report: Report): void {
  checkForm(
    'name',
    spec.name,
    new RegExp(`^[A-Za-z0-9/_+=.@-]{1,${limits.secretName}}$`),
    `the name of a secret on AWS: letters, digits and '/_+=.@-', ${limits.secretName} in all`,
    report,
  );
  checkCommon(spec, report);
}

/** Without the six characters that Secrets Manager appends, a policy would name no secret. */
export function planExistingSecret({ existing }: SecretSpec, report: Report): void {
  checkArn(
    'fromExisting',
    existing,
    /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/,
    'a secret, whole with its last six characters, arn:aws:secretsmanager:<region>:<account>:secret:<name>-<characters>',
    report,
  );
}
