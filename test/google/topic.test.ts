import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key';
import { resolve } from 'cdktf/lib/_tokens';
import * as faas from '../../src';
import { fn } from '../conformance/cases';
import { place } from '../stacks';
import { build, resources } from './stack';

const { GoogleTopic } = faas.google;

test('each function has a subscription of its own, filtered, with the dead letters of the function', () => {
  const built = build((stack) => {
    const orders = new faas.Topic(stack, 'Orders', { tags: { team: 'a' } });
    const filter = { kind: faas.AttributeFilter.anyOf('new', '${old}') };
    fn(stack, 'Bill', { triggers: [faas.Trigger.topic(orders, { filter })], maxAttempts: 9 });
    fn(stack, 'Ship', { triggers: [faas.Trigger.topic(orders)] });
  });
  expect(built.google_pubsub_topic['Orders/Topic']).toMatchObject({
    labels: { team: 'a' },
    message_storage_policy: { allowed_persistence_regions: ['europe-west1'] },
  });
  const { 'Bill/Topic-Orders/Subscription': bill, 'Ship/Topic-Orders/Subscription': ship } =
    built.google_pubsub_subscription;
  expect(bill).toMatchObject({
    topic: expect.stringContaining('.Orders_Topic_'),
    filter: '(attributes.kind = "new" OR attributes.kind = "$${old}")',
    push_config: {
      push_endpoint: expect.stringMatching(/\.Bill_Events_\w+\.service_config\[0\]\.uri\}\/topic\/Orders$/),
    },
    dead_letter_policy: {
      dead_letter_topic: expect.stringContaining('.Bill_Inbox_DeadLetterTopic_'),
      max_delivery_attempts: 9,
    },
  });
  expect(ship).not.toHaveProperty('filter');
  const { environment_variables: variables } = built.google_cloudfunctions2_function['Bill/Events'].service_config;
  expect(JSON.parse(variables.FAASADE_TRIGGERS)).toMatchObject({ n: ['Orders'], i: { a: 9 } });
});

test('topics, buckets and schedules share one dead-letter topic, where Pub/Sub and the code may publish', () => {
  const built = build((stack) => {
    const triggers = [
      faas.Trigger.topic(new faas.Topic(stack, 'Orders')),
      faas.Trigger.objectCreated(new faas.Bucket(stack, 'Files')),
      faas.Trigger.schedule(faas.Schedule.cron('0 2 * * *')),
    ];
    const worker = fn(stack, 'F', { triggers });
    expect(resolve(stack, worker.deadLetters)).toEqual({
      type: 'google_pubsub_topic',
      name: expect.stringMatching(/\.F_Inbox_DeadLetterTopic_\w+\.name\}$/),
      id: expect.stringMatching(/\.F_Inbox_DeadLetterTopic_\w+\.id\}$/),
    });
  });
  const dead = new Set(
    Object.values(built.google_pubsub_subscription).flatMap(({ dead_letter_policy: policy }) =>
      policy ? [policy.dead_letter_topic] : [],
    ),
  );
  expect(dead.size).toBe(1);
  const members = Object.entries(built.google_pubsub_topic_iam_member).filter(([path]) => path.includes('DeadLetter'));
  expect(members.map(([path, { role, member }]) => [path, role, member])).toEqual([
    ['F/Inbox/DeadLetterAdapter', 'roles/pubsub.publisher', expect.stringContaining('.F_Runtime_')],
    ['F/Inbox/DeadLetterPublisher', 'roles/pubsub.publisher', expect.stringContaining('@gcp-sa-pubsub.')],
  ]);
});

test('without a schedule there is no inbox', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [faas.Trigger.topic(new faas.Topic(stack, 'Orders'))] }));
  expect(Object.keys(built.google_pubsub_topic)).toEqual(['F/Inbox/DeadLetterTopic', 'Orders/Topic']);
});

test('a publisher may publish to the one topic, and is told where it is', () => {
  const built = build((stack) => {
    const front = fn(stack, 'F', { triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC })] });
    new faas.Topic(stack, 'Orders').grantPublish(front);
  });
  expect(built.google_pubsub_topic_iam_member).toEqual({
    'F/Publish-Orders': {
      project: 'acme-prod',
      role: 'roles/pubsub.publisher',
      member: expect.stringContaining('.F_Runtime_'),
      topic: expect.stringContaining('.Orders_Topic_'),
    },
  });
  const { environment_variables: variables } = built.google_cloudfunctions2_function['F/Http'].service_config;
  expect(variables.FAASADE_LINKS).toMatch(/^\{"t":\{"Orders":"\$\{google_pubsub_topic\.Orders_Topic_\w+\.id\}"\}\}$/);
});

test('a topic that exists is granted and subscribed to by its name, in its project', () => {
  const built = build((stack) => {
    const orders = faas.Topic.fromExisting(stack, 'Orders', { google: 'projects/other/topics/orders' });
    orders.grantPublish(fn(stack, 'F', { triggers: [faas.Trigger.topic(orders)] }));
    expect(GoogleTopic.of(orders).topic).toBeUndefined();
  });
  expect(Object.keys(built.google_pubsub_topic)).toEqual(['F/Inbox/DeadLetterTopic']);
  expect(built.google_pubsub_subscription['F/Topic-Orders/Subscription'].topic).toBe('projects/other/topics/orders');
  expect(built.google_pubsub_topic_iam_member['F/Publish-Orders']).toMatchObject({ project: 'other', topic: 'orders' });
});

test('a name that is known on deployment only is taken apart there', () => {
  const { stack, synth } = place('google');
  const theirs = GoogleTopic.of(new faas.Topic(stack, 'Theirs')).topic!;
  faas.Topic.fromExisting(stack, 'Orders', { google: theirs.id }).grantPublish(fn(stack, 'F'));
  const { 'F/Publish-Orders': member } = resources(synth()).google_pubsub_topic_iam_member;
  expect(member.project).toMatch(/^\$\{element\(split\("\/", google_pubsub_topic\.Theirs_Topic_\w+\.id\), 1\)\}$/);
  expect(member.topic).toMatch(/, 3\)\}$/);
});

test.each(['orders', 'projects/p/subscriptions/s', 'projects/p/topics/t/x'])(
  "fails if what exists is named '%s'",
  (google) => {
    const { stack } = place('google');
    expect(() => faas.Topic.fromExisting(stack, 'Orders', { google })).toThrow(
      new Error(
        `Topic 'service/Orders' can't be built on Google:\n  - fromExisting: '${google}' is not the full name of a topic, ` +
          "such as 'projects/acme-prod/topics/orders'.",
      ),
    );
    expect(stack.node.tryFindChild('Orders')).toBeUndefined();
  },
);

test('a key encrypts the topic, and Pub/Sub may use it', () => {
  const encryptionKey = 'projects/p/locations/l/keyRings/r/cryptoKeys/k';
  const built = build((stack) => {
    new faas.Topic(stack, 'Orders', { encryptionKey });
    new faas.Queue(stack, 'Jobs', { encryptionKey, removalPolicy: faas.RemovalPolicy.RETAIN });
  });
  for (const topic of Object.values(built.google_pubsub_topic)) {
    expect(topic).toMatchObject({
      kms_key_name: encryptionKey,
      depends_on: expect.arrayContaining([expect.stringMatching(/^google_kms_crypto_key_iam_member\./)]),
    });
  }
  expect(Object.values(built.google_kms_crypto_key_iam_member)).toEqual([
    expect.objectContaining({
      crypto_key_id: encryptionKey,
      role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
      member: expect.stringContaining('@gcp-sa-pubsub.'),
    }),
  ]);
  const retained = Object.entries(built.google_pubsub_topic).filter(([, { lifecycle }]) => lifecycle?.prevent_destroy);
  expect(retained.map(([path]) => path)).toEqual(['Jobs/DeadLetterTopic', 'Jobs/Topic']);
  expect(built.google_pubsub_subscription['Jobs/DeadLetters'].lifecycle).toEqual({ prevent_destroy: true });
});

test('a key that is known on deployment only is let once, whoever names it', () => {
  const built = build((stack) => {
    const ring = 'projects/p/locations/l/keyRings/r';
    const key = new KmsCryptoKey(stack, 'Key', { name: 'k', keyRing: ring });
    for (const id of ['A', 'B']) new faas.Topic(stack, id, { encryptionKey: key.id });
  });
  expect(Object.values(built.google_kms_crypto_key_iam_member)).toEqual([
    expect.objectContaining({ crypto_key_id: expect.stringMatching(/^\$\{google_kms_crypto_key\.Key\.id\}$/) }),
  ]);
});

test('handles reach every resource', () => {
  const { stack } = place('google');
  const orders = new faas.Topic(stack, 'Orders');
  expect(orders.node.defaultChild).toBe(GoogleTopic.of(orders).topic);
  expect(() => GoogleTopic.of(new faas.Topic(place('aws').stack, 'Orders'))).toThrow(
    new Error("Topic 'service/Orders' is on aws, not on google."),
  );
});
