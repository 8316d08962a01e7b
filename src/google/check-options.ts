import type { GoogleStackProps } from './options';
import { regions } from './regions';
import { judgeRegion } from '../private/region';
import { holdsToken } from '../private/tokens';

const examples = { project: 'acme-prod', region: regions.example } as const;

/** Three times six hexadecimal digits. */
const billingId = /^(billingAccounts\/)?[0-9A-F]{6}(-[0-9A-F]{6}){2}$/;

/** JavaScript can leave out what types ask for. */
export function checkOptions(subject: string, props: Partial<GoogleStackProps> | undefined): void {
  for (const prop of ['project', 'region'] as const) {
    if (props?.[prop]) continue;
    throw new Error(`${subject} needs the prop ${prop}, such as '${examples[prop]}'.`);
  }
  const { project, region, namespace, billingAccount } = props as GoogleStackProps;
  if (!holdsToken(project) && !/^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project)) {
    throw new Error(
      `${subject} has the project '${project}', which is no project's id, such as '${examples.project}'.`,
    );
  }
  const { problem } = judgeRegion(region, regions);
  if (problem) throw new Error(`${subject} has the region '${region}', ${problem}`);
  if (namespace !== undefined && !/^[A-Za-z][A-Za-z0-9-]*$/.test(namespace)) {
    throw new Error(
      `${subject} has the namespace '${namespace}', which names can't begin with: a letter, then letters, digits and '-'.`,
    );
  }
  if (billingAccount !== undefined && !holdsToken(billingAccount) && !billingId.test(billingAccount)) {
    throw new Error(
      `${subject} has the billingAccount '${billingAccount}', which is no id of one: three groups of six hexadecimal ` +
        "digits, in capitals, such as '012345-6789AB-CDEF01'.",
    );
  }
  if (props!.namespace === undefined && holdsToken(props!.project!)) {
    throw new Error(
      `${subject} needs the prop namespace: names begin with it, and its default, the project's id, is known on ` +
        'deployment only.',
    );
  }
}
