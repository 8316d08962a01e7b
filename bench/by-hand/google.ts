import { ArtifactRegistryRepository } from '@cdktf/provider-google/lib/artifact-registry-repository';
import { ArtifactRegistryRepositoryIamMember } from '@cdktf/provider-google/lib/artifact-registry-repository-iam-member';
import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
import { App, ITerraformDependable, LocalBackend, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { work } from './google-function';

const [count, outdir] = process.argv.slice(2);
const at = { project: 'acme-prod' };
const location = 'europe-west1';
const app = new App({ outdir });
const stack = new TerraformStack(app, 'service');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new GoogleProvider(stack, 'google', { ...at, region: location });
const time = { providerName: 'time', providerVersionConstraint: '~> 0.13' };
class TimeProvider extends TerraformProvider {}
new TimeProvider(stack, 'time', {
  terraformResourceType: 'time',
  terraformProviderSource: 'hashicorp/time',
  terraformGeneratorMetadata: time,
});

const [iam, pubsub, storage, registry, ...used] = [
  'iam',
  'pubsub',
  'storage',
  'artifactregistry',
  'cloudfunctions',
  'run',
  'cloudbuild',
].map((name) => new ProjectService(stack, name, { ...at, service: `${name}.googleapis.com`, disableOnDestroy: false }));

const { number } = new DataGoogleProject(stack, 'Project', { projectId: at.project });
const bucket = new StorageBucket(stack, 'Packages', {
  ...at,
  name: 'acme-prod-service-packages',
  location,
  uniformBucketLevelAccess: true,
  publicAccessPrevention: 'enforced',
  forceDestroy: true,
  dependsOn: [storage],
});
const repository = new ArtifactRegistryRepository(stack, 'Images', {
  ...at,
  repositoryId: 'service-images',
  location,
  format: 'DOCKER',
  dependsOn: [registry],
});
const builder = new ServiceAccount(stack, 'Builder', {
  ...at,
  accountId: 'service-build',
  displayName: 'Builds functions',
  dependsOn: [iam],
});
const { member } = builder;
const roles = [
  new ProjectIamMember(stack, 'BuilderLogs', { ...at, role: 'roles/logging.logWriter', member }),
  new ArtifactRegistryRepositoryIamMember(stack, 'BuilderImages', {
    ...at,
    location,
    repository: repository.name,
    role: 'roles/artifactregistry.writer',
    member,
  }),
  new StorageBucketIamMember(stack, 'BuilderPackages', {
    bucket: bucket.name,
    role: 'roles/storage.objectViewer',
    member,
  }),
  new ProjectIamMember(stack, 'BuilderCopies', {
    ...at,
    role: 'roles/storage.objectViewer',
    member,
    condition: {
      title: 'copies-of-packages',
      expression: `resource.name.startsWith("projects/_/buckets/gcf-v2-sources-${number}-${location}")`,
    },
  }),
];
const agent = {
  member: `serviceAccount:service-${number}@gcp-sa-pubsub.iam.gserviceaccount.com`,
  ready: sleep('AgentReady', 60, [pubsub]),
};
const shared = {
  at,
  location,
  iam,
  pubsub,
  bucket,
  repository,
  builder,
  agent,
  ready: sleep('BuildReady', 120, [...used, ...roles]),
};
for (let n = 0; n < Number(count); n++) work(stack, n, shared);
app.synth();

function sleep(id: string, seconds: number, dependsOn: ITerraformDependable[]): TerraformResource {
  const resource = new TerraformResource(stack, id, {
    terraformResourceType: 'time_sleep',
    terraformGeneratorMetadata: time,
    dependsOn,
  });
  resource.addOverride('create_duration', `${seconds}s`);
  return resource;
}
