import type { GoogleStackProps } from './options';
import { holdsToken } from '../private/tokens';

const examples = { project: 'acme-prod', region: 'europe-west1' } as const;

/** JavaScript can leave out what types ask for. */
export function checkOptions(subject: string, props: Partial<GoogleStackProps> | undefined): void {
  for (const prop of ['project', 'region'] as const) {
    if (props?.[prop]) continue;
    throw new Error(`${subject} needs the prop ${prop}, such as '${examples[prop]}'.`);
  }
  if (props!.namespace === undefined && holdsToken(props!.project!)) {
    throw new Error(
      `${subject} needs the prop namespace: names begin with it, and its default, the project's id, is known on ` +
        'deployment only.',
    );
  }
}
