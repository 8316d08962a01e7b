import { projectNumber } from './apis';
import type { GoogleCloud } from './cloud';
import { ProjectIamMember, ServiceAccount } from '../terraform/google';

/**
 * Lets builds read Google's copies of packages. Google makes their bucket with the first function, so that no role can be
 * granted on it before: a condition stands for it. Under a key, the bucket's name goes on with a hash of the key.
 * @param condition of the bucket's full name
 */
export function letReadCopies(
  cloud: GoogleCloud,
  id: string,
  { member }: ServiceAccount,
  condition: (bucket: string) => string,
): ProjectIamMember {
  const bucket = `projects/_/buckets/gcf-v2-sources-${projectNumber(cloud)}-${cloud.region}`;
  return new ProjectIamMember(cloud, id, {
    provider: cloud._at.provider,
    project: cloud.project,
    role: 'roles/storage.objectViewer',
    member,
    condition: { title: 'copies-of-packages', expression: condition(bucket) },
  });
}
