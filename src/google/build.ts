import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { letReadCopies } from './copies';
import { imageRepository, letPush } from './images';
import { bucketName, bucketRule, serviceAccountRule } from './names';
import type { ITerraformDependable, TerraformResource } from '../terraform/engine';
import {
  ArtifactRegistryRepository,
  ProjectIamMember,
  ServiceAccount,
  StorageBucket,
  StorageBucketIamMember,
} from '../terraform/google';
import { nameOf } from '../terraform/naming';
import { sleep } from '../terraform/time';

/** Roles take up to two minutes to be known everywhere, and a build that misses one fails for good. */
export const ROLE_SECONDS = 120;

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
    // It holds nothing that can't be made again, and what functions had before they were stopped, which goes with them.
    forceDestroy: true,
    dependsOn: [enableApi(cloud, 'storage')],
  });
  const repository = imageRepository(cloud, 'Images');
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
  const { provider } = cloud._at;
  const { project } = cloud;
  const { member } = serviceAccount;
  return [
    // Cloud Logging grants writing on projects only.
    new ProjectIamMember(cloud, 'BuilderLogs', { provider, project, role: 'roles/logging.logWriter', member }),
    letPush(cloud, 'BuilderImages', repository, serviceAccount),
    new StorageBucketIamMember(cloud, 'BuilderPackages', {
      provider,
      bucket: bucket.name,
      role: 'roles/storage.objectViewer',
      member,
    }),
    letReadCopies(
      cloud,
      'BuilderCopies',
      serviceAccount,
      (copies) => `resource.name == "${copies}" || resource.name.startsWith("${copies}/")`,
    ),
  ];
}
