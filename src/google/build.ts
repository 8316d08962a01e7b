import { enableApi, projectNumber } from './apis';
import type { GoogleCloud } from './cloud';
import { bucketName, bucketRule, repositoryRule, serviceAccountRule } from './names';
import type { ITerraformDependable, TerraformResource } from '../terraform/engine';
import {
  ArtifactRegistryRepository,
  ArtifactRegistryRepositoryIamMember,
  ProjectIamMember,
  ServiceAccount,
  StorageBucket,
  StorageBucketIamMember,
} from '../terraform/google';
import { nameOf } from '../terraform/naming';
import { sleep } from '../terraform/time';

/** Roles take up to two minutes to be known everywhere, and a build that misses one fails for good. */
const ROLE_SECONDS = 120;

/** What functions are built from and with, shared by a cloud. */
export interface Build {
  /** Where packages lie. */
  readonly bucket: StorageBucket;
  /** Where images go. */
  readonly repository: ArtifactRegistryRepository;
  readonly serviceAccount: ServiceAccount;
  /** What a build has to wait for. */
  readonly ready: TerraformResource;
}

export function buildResources(cloud: GoogleCloud): Build {
  const { _at: at, labels, region: location } = cloud;
  const bucket = new StorageBucket(cloud, 'Packages', {
    ...at,
    name: bucketName(nameOf(cloud, cloud, bucketRule, 'packages')),
    location,
    labels,
    uniformBucketLevelAccess: true,
    publicAccessPrevention: 'enforced',
    // It holds nothing that can't be made again.
    forceDestroy: true,
    dependsOn: [enableApi(cloud, 'storage')],
  });
  // Of its own, because a role can be granted on a repository that exists: Google's default one appears with the first build.
  const repository = new ArtifactRegistryRepository(cloud, 'Images', {
    ...at,
    repositoryId: nameOf(cloud, cloud, repositoryRule, 'images'),
    location,
    labels,
    format: 'DOCKER',
    dependsOn: [enableApi(cloud, 'artifactregistry')],
  });
  const serviceAccount = new ServiceAccount(cloud, 'Builder', {
    ...at,
    accountId: nameOf(cloud, cloud, serviceAccountRule, 'build'),
    displayName: 'Builds functions',
    dependsOn: [enableApi(cloud, 'iam')],
  });
  const apis = ['cloudfunctions', 'run', 'cloudbuild'].map((name) => enableApi(cloud, name));
  const roles = grants(cloud, { bucket, repository, serviceAccount });
  return { bucket, repository, serviceAccount, ready: sleep(cloud, 'BuildReady', ROLE_SECONDS, [...apis, ...roles]) };
}

/** @see https://cloud.google.com/functions/docs/securing/build-custom-sa */
function grants(
  cloud: GoogleCloud,
  { bucket, repository, serviceAccount }: Pick<Build, 'bucket' | 'repository' | 'serviceAccount'>,
): ITerraformDependable[] {
  const { _at: at, project, region: location } = cloud;
  const { member } = serviceAccount;
  const { provider } = at;
  const copies = `projects/_/buckets/gcf-v2-sources-${projectNumber(cloud)}-${location}`;
  return [
    // Cloud Logging grants writing on projects only.
    new ProjectIamMember(cloud, 'BuilderLogs', { provider, project, role: 'roles/logging.logWriter', member }),
    new ArtifactRegistryRepositoryIamMember(cloud, 'BuilderImages', {
      ...at,
      location,
      repository: repository.name,
      role: 'roles/artifactregistry.writer',
      member,
    }),
    new StorageBucketIamMember(cloud, 'BuilderPackages', {
      provider,
      bucket: bucket.name,
      role: 'roles/storage.objectViewer',
      member,
    }),
    // Google copies packages to a bucket that it makes with the first function, so that no role can be granted on it
    // before: the condition stands for it, and covers the bucket and its objects.
    new ProjectIamMember(cloud, 'BuilderCopies', {
      provider,
      project,
      role: 'roles/storage.objectViewer',
      member,
      condition: {
        title: 'copies-of-packages',
        expression: `resource.name == "${copies}" || resource.name.startsWith("${copies}/")`,
      },
    }),
  ];
}
