import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { letEncrypt } from './encryption';
import { repositoryRule } from './names';
import { ArtifactRegistryRepository, ArtifactRegistryRepositoryIamMember, ServiceAccount } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/**
 * Where images go. Of the cloud's own, because a role can be granted on a repository that exists: Google's default one
 * appears with the first build.
 */
export function imageRepository(cloud: GoogleCloud, id: string, key?: string): ArtifactRegistryRepository {
  return new ArtifactRegistryRepository(cloud, id, {
    ...cloud._at,
    repositoryId: nameOf(cloud, cloud, repositoryRule, id.toLowerCase()),
    location: cloud.region,
    labels: cloud.labels,
    format: 'DOCKER',
    kmsKeyName: key,
    dependsOn: [
      enableApi(cloud, 'artifactregistry'),
      ...(key === undefined ? [] : [letEncrypt(cloud, key, 'artifactregistry')]),
    ],
  });
}

/** Lets builds write images there. */
export function letPush(
  cloud: GoogleCloud,
  id: string,
  repository: ArtifactRegistryRepository,
  { member }: ServiceAccount,
): ArtifactRegistryRepositoryIamMember {
  return new ArtifactRegistryRepositoryIamMember(cloud, id, {
    ...cloud._at,
    location: cloud.region,
    repository: repository.name,
    role: 'roles/artifactregistry.writer',
    member,
  });
}
