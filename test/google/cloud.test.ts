import { readFileSync } from 'fs';
import { join } from 'path';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { LocalBackend, TerraformStack, Token } from 'cdktf';
import { app, build, props } from './stack';
import * as faas from '../../src';
import { fn } from '../conformance/cases';

const { GoogleCloud, GoogleStack } = faas.google;
const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });

test.each([
  [undefined, "GoogleStack 'service' needs the prop project, such as 'acme-prod'."],
  [{ region: 'europe-west1' }, "GoogleStack 'service' needs the prop project, such as 'acme-prod'."],
  [{ project: 'acme-prod' }, "GoogleStack 'service' needs the prop region, such as 'europe-west1'."],
])('fails if a stack is given %j', (given, message) => {
  expect(() => new GoogleStack(app(), 'service', given as never)).toThrow(new Error(message));
});

test('fails if a cloud is given no region', () => {
  const stack = new TerraformStack(app(), 'own');
  expect(() => new GoogleCloud(stack, 'Cloud', { project: 'acme-prod' } as never)).toThrow(
    new Error("GoogleCloud 'own/Cloud' needs the prop region, such as 'europe-west1'."),
  );
});

test('fails if names would begin with what is known on deployment only', () => {
  const project = Token.asString({ resolve: () => 'x' });
  expect(() => new GoogleStack(app(), 'service-2', { ...props, project })).toThrow(
    new Error(
      "GoogleStack 'service-2' needs the prop namespace: names begin with it, and its default, the project's id, is known on deployment only.",
    ),
  );
});

test("a plain stack keeps its provider, its backend and other people's resources", () => {
  const root = app();
  const stack = new TerraformStack(root, 'own');
  new LocalBackend(stack, { path: 'mine.tfstate' });
  new GoogleProvider(stack, 'google', { project: 'other', region: 'us-east1' });
  const second = new GoogleProvider(stack, 'second', { project: 'acme-prod', alias: 'second' });
  new StorageBucket(stack, 'Bucket', { name: 'theirs', location: 'EU' });
  new GoogleCloud(stack, 'Cloud', { ...props, provider: second });
  fn(stack, 'F', { triggers: [http] });
  fn(stack, 'G', { triggers: [http] });
  root.synth();
  const { resource, data, provider, terraform } = JSON.parse(
    readFileSync(join(root.outdir, 'stacks/own/cdk.tf.json'), 'utf8'),
  );
  expect(terraform.backend).toEqual({ local: { path: 'mine.tfstate' } });
  expect(provider.google).toHaveLength(2);
  expect(provider.time).toEqual([{ alias: 'faasade' }]);
  for (const [type, all] of [...Object.entries(resource), ...Object.entries(data)] as [string, Record<string, any>][]) {
    for (const {
      '//': { metadata },
      provider: of,
      project,
    } of Object.values(all)) {
      if (metadata.path === 'own/Bucket') {
        expect(of).toBeUndefined();
      } else if (type === 'time_sleep') {
        expect(of).toBe('time.faasade');
      } else {
        expect(of).toBe('google.second');
        if (!/bucket_(object|iam)|^google_project$/.test(type)) expect(project).toBe('acme-prod');
      }
    }
  }
});

test('what is built from is shared, closed to the public, and granted to one identity by resource', () => {
  const built = build((stack) => {
    fn(stack, 'F', { triggers: [http] });
    fn(stack, 'G', { triggers: [http] });
  });
  expect(Object.values(built.google_storage_bucket)).toEqual([
    expect.objectContaining({ uniform_bucket_level_access: true, public_access_prevention: 'enforced' }),
  ]);
  expect(Object.keys(built.google_artifact_registry_repository_iam_member)).toHaveLength(1);
  const { 'Cloud/BuilderLogs': logs, 'Cloud/BuilderCopies': copies, ...others } = built.google_project_iam_member;
  expect(others).toEqual({});
  expect(logs.role).toBe('roles/logging.logWriter');
  expect(copies.condition.expression).toMatch(
    /^resource\.name == "(projects\/_\/buckets\/gcf-v2-sources-\$\{data\.google_project\.\w+\.number\}-europe-west1)" \|\| resource\.name\.startsWith\("\1\/"\)$/,
  );
});

test('functions wait for APIs and roles, which stay enabled', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [http] }));
  expect(built.google_cloudfunctions2_function['F/Http'].depends_on).toEqual([
    expect.stringMatching(/^time_sleep\.Cloud_BuildReady_/),
  ]);
  const { 'Cloud/BuildReady': wait } = built.time_sleep;
  expect(wait.create_duration).toBe('120s');
  expect(wait.depends_on.map((address: string) => address.split('.')[0])).toEqual([
    ...Array(3).fill('google_project_service'),
    'google_project_iam_member',
    'google_artifact_registry_repository_iam_member',
    'google_storage_bucket_iam_member',
    'google_project_iam_member',
  ]);
  const services = Object.values(built.google_project_service);
  expect(services.every((service) => service.disable_on_destroy === false)).toBe(true);
  expect(services.map(({ service }) => service.split('.')[0]).sort()).toEqual([
    'artifactregistry',
    'cloudbuild',
    'cloudfunctions',
    'iam',
    'logging',
    'monitoring',
    'run',
    'storage',
  ]);
});

test('labels are on every resource that takes some', () => {
  const root = app();
  const stack = new GoogleStack(root, 'labelled', { ...props, labels: { team: 'a' } });
  const jobs = new faas.Queue(stack, 'Jobs');
  fn(stack, 'F', { triggers: [http, faas.Trigger.queue(jobs)] });
  root.synth();
  const { resource } = JSON.parse(readFileSync(join(root.outdir, 'stacks/labelled/cdk.tf.json'), 'utf8'));
  const taking = [
    'storage_bucket',
    'artifact_registry_repository',
    'cloudfunctions2_function',
    'pubsub_topic',
    'pubsub_subscription',
  ];
  for (const type of taking) {
    for (const each of Object.values<any>(resource[`google_${type}`])) expect(each.labels).toEqual({ team: 'a' });
  }
});

test('ids that Terraform refuses as names are changed, and no others', () => {
  const root = app();
  const stack = new GoogleStack(root, 'odd', props);
  new faas.Queue(stack, '1. Äpfel');
  new faas.Queue(stack, 'Jobs');
  root.synth();
  const { resource } = JSON.parse(readFileSync(join(root.outdir, 'stacks/odd/cdk.tf.json'), 'utf8'));
  expect(Object.keys(resource.google_pubsub_topic).sort()).toEqual([
    expect.stringMatching(/^Jobs_DeadLetterTopic_/),
    expect.stringMatching(/^Jobs_Topic_/),
    expect.stringMatching(/^_1/),
    expect.stringMatching(/^_1/),
  ]);
});

test.each(['012345-6789AB-CDEF01', 'billingAccounts/012345-6789AB-CDEF01'])(
  'takes the billing account %s, and budgets name its id',
  (billingAccount) => {
    const stack = new GoogleStack(app(), 'service-2', { ...props, billingAccount });
    expect(stack.cloud._billingAccount).toBe('012345-6789AB-CDEF01');
  },
);

test('takes a billing account that is known on deployment only', () => {
  const billingAccount = Token.asString({ resolve: () => 'x' });
  expect(new GoogleStack(app(), 'service-2', { ...props, billingAccount }).cloud._billingAccount).toBe(billingAccount);
});

test.each(['', '012345-6789AB', '012345-6789AB-CDEF0G', '012345-6789ab-cdef01', 'accounts/012345-6789AB-CDEF01'])(
  "refuses the billing account '%s'",
  (billingAccount) => {
    expect(() => new GoogleStack(app(), 'service-2', { ...props, billingAccount })).toThrow(
      new Error(
        `GoogleStack 'service-2' has the billingAccount '${billingAccount}', which is no id of one: three groups of six ` +
          "hexadecimal digits, in capitals, such as '012345-6789AB-CDEF01'.",
      ),
    );
  },
);
