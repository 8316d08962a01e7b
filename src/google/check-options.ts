import type { GoogleStackProps } from './options';
import { holdsToken } from '../private/tokens';

const examples = { project: 'acme-prod', region: 'europe-west1' } as const;

/** JavaScript can leave out what types ask for. */
export function checkOptions(subject: string, props: Partial<GoogleStackProps> | undefined): void {
  for (const prop of ['project', 'region'] as const) {
    if (props?.[prop]) continue;
    throw new Error(`${subject} needs the prop ${prop}, such as '${examples[prop]}'.`);
  }
  const { project, region, namespace } = props as GoogleStackProps;
  if (!holdsToken(project) && !/^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project)) {
    throw new Error(
      `${subject} has the project '${project}', which is no project's id, such as '${examples.project}'.`,
    );
  }
  if (!holdsToken(region) && !/^[a-z]+-[a-z]+\d+$/.test(region)) {
    throw new Error(`${subject} has the region '${region}', which is none, such as '${examples.region}'.`);
  }
  if (namespace !== undefined && !/^[A-Za-z][A-Za-z0-9-]*$/.test(namespace)) {
    throw new Error(
      `${subject} has the namespace '${namespace}', which names can't begin with: a letter, then letters, digits and '-'.`,
    );
  }
  if (props!.namespace === undefined && holdsToken(props!.project!)) {
    throw new Error(
      `${subject} needs the prop namespace: names begin with it, and its default, the project's id, is known on ` +
        'deployment only.',
    );
  }
}
