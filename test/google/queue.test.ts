import { resolve } from 'cdktf/lib/_tokens';
import * as faas from '../../src';
import { fn } from '../conformance/cases';
import { place } from '../stacks';
import { build, resources } from './stack';

test('a queue is a topic, and keeps its dead letters for the longest time', () => {
  const built = build((stack) => new faas.Queue(stack, 'Jobs'));
  expect(Object.keys(built.google_pubsub_topic)).toEqual(['Jobs/DeadLetterTopic', 'Jobs/Topic']);
  expect(built.google_pubsub_topic['Jobs/Topic'].message_storage_policy.allowed_persistence_regions).toEqual([
    'europe-west1',
  ]);
  const { 'Jobs/DeadLetters': kept } = built.google_pubsub_subscription;
  expect(kept).toMatchObject({ message_retention_duration: '2678400s', expiration_policy: { ttl: '' } });
  expect(kept.push_config).toBeUndefined();
});

test('a name of its own names the dead letters too', () => {
  const built = build((stack) => new faas.Queue(stack, 'Jobs', { name: 'acme-jobs' }));
  expect(Object.values(built.google_pubsub_topic).map(({ name }) => name)).toEqual([
    'acme-jobs-dead-letters',
    'acme-jobs',
  ]);
  expect(built.google_pubsub_subscription['Jobs/DeadLetters'].name).toBe('acme-jobs-dead-letters');
});

test('its consumer has it pushed, with attempts, waits and dead letters', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs', { maxAttempts: 7 });
    fn(stack, 'F', { triggers: [faas.Trigger.queue(jobs)], timeout: faas.Duration.seconds(100) });
  });
  expect(built.google_pubsub_subscription['F/Queue-Jobs/Subscription']).toMatchObject({
    ack_deadline_seconds: 160,
    expiration_policy: { ttl: '' },
    retry_policy: { minimum_backoff: '10s', maximum_backoff: '600s' },
    dead_letter_policy: {
      dead_letter_topic: expect.stringContaining('.Jobs_DeadLetterTopic_'),
      max_delivery_attempts: 7,
    },
    push_config: { push_endpoint: expect.stringMatching(/service_config\[0\]\.uri\}\/queue\/Jobs$/) },
  });
});

test.each([
  [1, 61],
  [540, 600],
])('a timeout of %d seconds has a deadline of %d', (timeout, deadline) => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs');
    fn(stack, 'F', { triggers: [faas.Trigger.queue(jobs)], timeout: faas.Duration.seconds(timeout) });
  });
  expect(built.google_pubsub_subscription['F/Queue-Jobs/Subscription'].ack_deadline_seconds).toBe(deadline);
});

test('a sender may publish to the one topic, and is told where it is', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs');
    const front = fn(stack, 'F', { triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC })] });
    jobs.grantSend(front);
    jobs.grantSend(front);
  });
  expect(built.google_pubsub_topic_iam_member).toEqual({
    'F/Send-Jobs': {
      project: 'acme-prod',
      role: 'roles/pubsub.publisher',
      member: expect.stringContaining('.F_Runtime_'),
      topic: expect.stringContaining('.Jobs_Topic_'),
    },
  });
  const { environment_variables: variables } = built.google_cloudfunctions2_function['F/Http'].service_config;
  expect(variables.FAASADE_LINKS).toMatch(/^\{"q":\{"Jobs":\["\$\{google_pubsub_topic\.Jobs_Topic_\w+\.id\}"\]\}\}$/);
});

test('a queue, its consumer and its sender live in three stacks, and the queue depends on none', () => {
  const { stack, other, synth } = place('google');
  const jobs = new faas.Queue(stack, 'Jobs');
  fn(other('work'), 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
  jobs.grantSend(fn(other('web'), 'Front', { triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC })] }));
  const outdir = synth();
  expect(Object.keys(resources(outdir)).sort()).toEqual([
    'google_project_service',
    'google_pubsub_subscription',
    'google_pubsub_topic',
  ]);
  const push = resources(outdir, 'work').google_pubsub_subscription['Worker/Queue-Jobs/Subscription'];
  expect(push.topic).toMatch(/^\$\{data\.terraform_remote_state\./);
  expect(resources(outdir, 'web').google_pubsub_topic_iam_member['Front/Send-Jobs'].member).toContain(
    '.Front_Runtime_',
  );
});

test('order, retention and labels are kept', () => {
  const built = build((stack) => {
    const retention = faas.Duration.minutes(10);
    const jobs = new faas.Queue(stack, 'Jobs', { ordered: true, retention, tags: { team: 'a' } });
    jobs.grantSend(fn(stack, 'F', { triggers: [faas.Trigger.queue(jobs)] }));
  });
  expect(built.google_pubsub_subscription['F/Queue-Jobs/Subscription']).toMatchObject({
    enable_message_ordering: true,
    message_retention_duration: '600s',
  });
  expect(built.google_pubsub_subscription['Jobs/DeadLetters']).toMatchObject({
    message_retention_duration: '2678400s',
    labels: { team: 'a' },
  });
  const { environment_variables: variables } = built.google_cloudfunctions2_function['F/Events'].service_config;
  expect(JSON.parse(variables.FAASADE_LINKS).q.Jobs).toEqual([expect.stringContaining('.Jobs_Topic_'), 1]);
});

test('Pub/Sub and the consumer may publish to its dead letters', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs', { maxAttempts: 7 });
    fn(stack, 'F', { triggers: [faas.Trigger.queue(jobs)] });
    expect(resolve(stack, jobs.deadLetters)).toEqual({
      type: 'google_pubsub_topic',
      name: expect.stringMatching(/\.Jobs_DeadLetterTopic_\w+\.name\}$/),
      id: expect.stringMatching(/\.Jobs_DeadLetterTopic_\w+\.id\}$/),
    });
  });
  const members = Object.entries(built.google_pubsub_topic_iam_member);
  expect(members.map(([path, { topic, member }]) => [path, topic, member])).toEqual([
    [
      'F/Queue-Jobs/DeadLetterAdapter',
      expect.stringContaining('.Jobs_DeadLetterTopic_'),
      expect.stringContaining('.F_Runtime_'),
    ],
    [
      'F/Queue-Jobs/DeadLetterPublisher',
      expect.stringContaining('.Jobs_DeadLetterTopic_'),
      expect.stringContaining('@gcp-sa-pubsub.'),
    ],
  ]);
});

test('a queue that exists is consumed with the attempts and the dead letters of the function', () => {
  const built = build((stack) => {
    const jobs = faas.Queue.fromExisting(stack, 'Jobs', { google: 'projects/other/topics/jobs' });
    const worker = fn(stack, 'F', { triggers: [faas.Trigger.queue(jobs)], maxAttempts: 6 });
    expect(faas.google.GoogleFunction.of(worker).deadLetterTopic).toBeDefined();
    expect(faas.google.GoogleQueue.of(jobs).topic).toBeUndefined();
  });
  expect(built.google_pubsub_subscription['F/Queue-Jobs/Subscription']).toMatchObject({
    topic: 'projects/other/topics/jobs',
    dead_letter_policy: {
      dead_letter_topic: expect.stringContaining('.F_Inbox_DeadLetterTopic_'),
      max_delivery_attempts: 6,
    },
  });
  const { environment_variables: variables } = built.google_cloudfunctions2_function['F/Events'].service_config;
  expect(JSON.parse(variables.FAASADE_TRIGGERS).q.Jobs).toEqual({
    a: 6,
    d: expect.stringContaining('.F_Inbox_DeadLetterTopic_'),
  });
});

test('handles reach every resource', () => {
  const { stack } = place('google');
  const jobs = new faas.Queue(stack, 'Jobs');
  const { topic, deadLetterTopic, deadLetterSubscription } = faas.google.GoogleQueue.of(jobs);
  expect(jobs.node.defaultChild).toBe(topic);
  expect(resolve(stack, deadLetterSubscription!.topicInput)).toBe(resolve(stack, deadLetterTopic!.id));
});

test('fails if a handle is asked of another cloud', () => {
  expect(() => faas.google.GoogleQueue.of(new faas.Queue(place('aws').stack, 'Jobs'))).toThrow(
    new Error("Queue 'service/Jobs' is on aws, not on google."),
  );
});
