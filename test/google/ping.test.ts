import { build } from './stack';
import * as faas from '../../src';
import { fn } from '../conformance/cases';

const http = (auth = faas.HttpAuth.PUBLIC) => faas.Trigger.http({ auth });
const ping = (instances: number) => faas.Capacity.ping(instances, { every: faas.Duration.minutes(10) });

test('each instance is asked for by a job of its own, of each of the two functions', () => {
  const built = build((stack) => {
    const it = fn(stack, 'F', { triggers: [http(faas.HttpAuth.IAM)], capacity: ping(2) });
    it.addTrigger(faas.Trigger.queue(new faas.Queue(stack, 'Jobs')));
  });
  const jobs = built.google_cloud_scheduler_job;
  expect(Object.keys(jobs).sort()).toEqual(['F/ping-events-1', 'F/ping-events-2', 'F/ping-http-1', 'F/ping-http-2']);
  expect(jobs['F/ping-events-1']).toMatchObject({
    schedule: '*/10 * * * *',
    time_zone: 'UTC',
    attempt_deadline: '60s',
    retry_config: { retry_count: 0 },
    http_target: {
      http_method: 'GET',
      uri: expect.stringMatching(
        /^\$\{google_cloudfunctions2_function\.F_Events_\w+\.service_config\[0\]\.uri\}\/_faasade\/ping$/,
      ),
      oidc_token: {
        service_account_email: expect.stringContaining('.F_Invoker_'),
        audience: expect.stringContaining('.F_Events_'),
      },
    },
  });
  expect(jobs['F/ping-http-1'].http_target).toMatchObject({
    uri: expect.stringContaining('.F_Http_'),
    oidc_token: {
      service_account_email: expect.stringContaining('.F_Pinger_'),
      audience: expect.stringContaining('.F_Http_'),
    },
  });
});

test('an identity of its own may call a function that not everyone may', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [http(faas.HttpAuth.IAM)], capacity: ping(1) }));
  expect(Object.keys(built.google_cloud_run_v2_service_iam_member)).toEqual(['F/PingerRole']);
  expect(built.google_cloud_run_v2_service_iam_member['F/PingerRole']).toMatchObject({
    name: expect.stringContaining('.F_Http_'),
    role: 'roles/run.invoker',
    member: expect.stringContaining('.F_Pinger_'),
  });
});

test('a function that everyone may call is asked without one', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [http()], capacity: ping(1) }));
  expect(built.google_cloud_scheduler_job['F/ping-http-1'].http_target.oidc_token).toBeUndefined();
  expect(Object.keys(built.google_service_account).sort()).toEqual(['Cloud/Builder', 'F/Runtime']);
});

test('without pings there are no jobs and no identity', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [http(faas.HttpAuth.IAM)] }));
  expect(built.google_cloud_scheduler_job).toBeUndefined();
  expect(Object.keys(built.google_service_account)).not.toContain('F/Pinger');
});
