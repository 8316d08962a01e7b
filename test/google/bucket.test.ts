import * as faas from '../../src';
import { fn } from '../conformance/cases';
import { place, warnings } from '../stacks';
import { build } from './stack';

const { GoogleBucket } = faas.google;
const { DESTROY } = faas.RemovalPolicy;

test('a bucket is closed to the public and kept', () => {
  const built = build((stack) => new faas.Bucket(stack, 'Files', { versioned: true, tags: { team: 'a' } }));
  expect(built.google_storage_bucket['Files/Bucket']).toMatchObject({
    location: 'europe-west1',
    labels: { team: 'a' },
    uniform_bucket_level_access: true,
    public_access_prevention: 'enforced',
    versioning: { enabled: true },
    force_destroy: false,
    lifecycle: { prevent_destroy: true },
  });
});

test('for tests it is deleted with all that it holds', () => {
  const built = build((stack) => new faas.Bucket(stack, 'Files', { removalPolicy: DESTROY }));
  const { 'Files/Bucket': bucket } = built.google_storage_bucket;
  expect(bucket.force_destroy).toBe(true);
  expect(bucket).not.toHaveProperty('lifecycle');
});

test('one notification tells of new objects, and each function filters for itself', () => {
  const built = build((stack) => {
    const files = new faas.Bucket(stack, 'Files');
    fn(stack, 'F', { triggers: [faas.Trigger.objectCreated(files, { prefix: 'in/', suffix: '.png' })] });
    fn(stack, 'G', { triggers: [faas.Trigger.objectCreated(files)] });
    expect(GoogleBucket.of(files).notificationTopic).toBeDefined();
  });
  expect(Object.values(built.google_storage_notification)).toEqual([
    {
      bucket: expect.stringContaining('.Files_Bucket_'),
      topic: expect.stringContaining('.Files_Created_Topic_'),
      event_types: ['OBJECT_FINALIZE'],
      payload_format: 'JSON_API_V1',
      depends_on: [expect.stringMatching(/^google_pubsub_topic_iam_member\.Files_Created_Publisher_/)],
    },
  ]);
  expect(built.google_pubsub_topic_iam_member['Files/Created/Publisher']).toMatchObject({
    role: 'roles/pubsub.publisher',
    member: expect.stringMatching(/^\$\{data\.google_storage_project_service_account\.\w+-storage_\w+\.member\}$/),
  });
  const { 'F/Object-Files/Subscription': first, 'G/Object-Files/Subscription': second } =
    built.google_pubsub_subscription;
  expect(first.filter).toBe('hasPrefix(attributes.objectId, "in/")');
  expect(first.push_config.push_endpoint).toMatch(/\/object\/Files$/);
  expect(second).not.toHaveProperty('filter');
  const { environment_variables: variables } = built.google_cloudfunctions2_function['F/Events'].service_config;
  expect(JSON.parse(variables.FAASADE_TRIGGERS).b).toEqual({ Files: '.png' });
});

test('a bucket that triggers nothing notifies nobody', () => {
  const built = build((stack) => new faas.Bucket(stack, 'Files').grantRead(fn(stack, 'F')));
  expect(built.google_storage_notification).toBeUndefined();
  expect(built.google_pubsub_topic).toBeUndefined();
});

test('readers read, writers write, and both may sign URLs as themselves', () => {
  const built = build((stack) => {
    const files = new faas.Bucket(stack, 'Files');
    files.grantRead(fn(stack, 'Reader'));
    files.grantWrite(fn(stack, 'Writer'));
    files.grantWrite(fn(stack, 'Both'));
    files.grantReadWrite(stack.node.findChild('Both') as faas.Function);
  });
  const granted = Object.entries(built.google_storage_bucket_iam_member).map(([path, { role, bucket }]) => {
    expect(bucket).toContain('.Files_Bucket_');
    return [path, role];
  });
  expect(granted).toEqual([
    ['Both/Bucket-Files-read', 'roles/storage.objectViewer'],
    ['Both/Bucket-Files-write', 'roles/storage.legacyBucketWriter'],
    ['Reader/Bucket-Files-read', 'roles/storage.objectViewer'],
    ['Writer/Bucket-Files-write', 'roles/storage.legacyBucketWriter'],
  ]);
  for (const id of ['Both', 'Reader', 'Writer']) {
    expect(built.google_service_account_iam_member[`${id}/SignUrls`]).toMatchObject({
      role: 'roles/iam.serviceAccountTokenCreator',
      service_account_id: expect.stringContaining(`.${id}_Runtime_`),
      member: expect.stringContaining(`.${id}_Runtime_`),
    });
  }
});

test.each<[string, (files: faas.Bucket, of: faas.Function) => void, string[]]>([
  ['who writes only', (files, of) => files.grantWrite(of), ['bucket.writeOnly']],
  ['not who reads too', (files, of) => files.grantReadWrite(of), []],
  [
    'not who reads later',
    (files, of) => {
      files.grantWrite(of);
      files.grantRead(of);
    },
    [],
  ],
])('warns of %s', (_title, grant, expected) => {
  const { stack, synth } = place('google');
  grant(new faas.Bucket(stack, 'Files'), fn(stack, 'F'));
  expect(warnings(synth()).map(({ id }) => id)).toEqual(expected);
});

test.each(['theirs', 'projects/_/buckets/theirs'])('a bucket that exists is named %s', (google) => {
  const built = build((stack) => {
    const files = faas.Bucket.fromExisting(stack, 'Files', { google });
    files.grantRead(fn(stack, 'F', { triggers: [faas.Trigger.objectCreated(files)] }));
    expect(GoogleBucket.of(files).bucket).toBeUndefined();
  });
  expect(built.google_storage_bucket_iam_member['F/Bucket-Files-read'].bucket).toBe('theirs');
  expect(built.google_storage_notification['Files/Created/Notification'].bucket).toBe('theirs');
  const { environment_variables: variables } = built.google_cloudfunctions2_function['F/Events'].service_config;
  expect(JSON.parse(variables.FAASADE_LINKS)).toEqual({ b: { Files: 'theirs' } });
});

test('fails if what exists is no bucket', () => {
  expect(() => faas.Bucket.fromExisting(place('google').stack, 'Files', { google: 'gs://theirs/x' })).toThrow(
    new Error(
      "Bucket 'service/Files' can't be built on Google:\n  - fromExisting: 'gs://theirs/x' is not the name of a bucket, such " +
        "as 'acme-uploads' or 'projects/_/buckets/acme-uploads'.",
    ),
  );
});

test('handles reach every resource', () => {
  const { stack } = place('google');
  const files = new faas.Bucket(stack, 'Files');
  expect(files.node.defaultChild).toBe(GoogleBucket.of(files).bucket);
  expect(GoogleBucket.of(files).notificationTopic).toBeUndefined();
  expect(() => GoogleBucket.of(new faas.Bucket(place('aws').stack, 'Files'))).toThrow(
    new Error("Bucket 'service/Files' is on aws, not on google."),
  );
});
