import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { roleRule } from './names';
import { ProjectIamCustomRole } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** What it takes to change a thing and nothing more, for which Google has no role that would not allow deleting it. */
const roles = {
  scale: {
    title: 'Scale services',
    permissions: ['run.services.get', 'run.services.update'],
  },
  deliver: {
    title: 'Pause and resume subscriptions',
    permissions: ['pubsub.subscriptions.get', 'pubsub.subscriptions.update'],
  },
} as const;

/** A role of our own, once a cloud; granted on single resources. */
export function customRole(cloud: GoogleCloud, kind: keyof typeof roles): ProjectIamCustomRole {
  const id = `Role-${kind}`;
  const { title, permissions } = roles[kind];
  return (
    (cloud.node.tryFindChild(id) as ProjectIamCustomRole | undefined) ??
    new ProjectIamCustomRole(cloud, id, {
      ...cloud._at,
      roleId: nameOf(cloud, cloud, roleRule, kind),
      title,
      permissions: [...permissions],
      dependsOn: [enableApi(cloud, 'iam')],
    })
  );
}
