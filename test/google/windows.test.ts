import { readFileSync } from 'fs';
import { join } from 'path';
import { FakeRun } from './fake-run';
import { execute } from './scheduler';
import { build, Resources, resources } from './stack';
import * as faas from '../../src';
import { ATTEMPT_SECONDS } from '../../src/google/retries';
import { fn } from '../conformance/cases';
import { place, quiet } from '../stacks';

const http = () => faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const office = { opens: '30 8 * * MON-FRI', closes: '0 18 * * MON-FRI', timeZone: 'Europe/Berlin', warm: 5 };
const capacity = (base = 0, ...windows: faas.CapacityWindowProps[]) =>
  faas.Capacity.warm(base, {
    windows: (windows.length > 0 ? windows : [office]).map((window) => faas.CapacityWindow.cron(window)),
  });
const queue = (stack: faas.google.GoogleStack, warm = 0) => faas.Trigger.queue(new faas.Queue(stack, 'Jobs'), { warm });

/** The minimum that each job sets, and on whose service. */
function settings({ google_cloud_scheduler_job: jobs = {} }: Resources) {
  return Object.fromEntries(
    Object.entries(jobs).map(
      ([
        id,
        {
          http_target: { uri, body },
        },
      ]) => [
        id,
        [/google_cloudfunctions2_function\.F_(\w+?)_/.exec(uri)?.[1], JSON.parse(atob(body)).scaling.minInstanceCount],
      ],
    ),
  );
}

test('a job opens and repeats, another closes, and both change the one service', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [http()], capacity: capacity(1) }));
  const { 'F/window-0-opens': opens, 'F/window-0-closes': closes } = built.google_cloud_scheduler_job;
  expect([opens.schedule, closes.schedule]).toEqual(['30 8-17 * * MON-FRI', '0 18 * * MON-FRI']);
  expect(opens).toMatchObject({
    region: 'europe-west1',
    time_zone: 'Europe/Berlin',
    attempt_deadline: '15s',
    retry_config: { retry_count: 5, min_backoff_duration: '20s', max_doublings: 5, max_retry_duration: '620s' },
  });
  expect(settings(built)).toEqual({ 'F/window-0-opens': ['Http', 5], 'F/window-0-closes': ['Http', 1] });
  expect(built.google_cloudfunctions2_function['F/Http'].service_config.min_instance_count).toBe(1);
});

test('they may change that service and act as its account, by an identity that may nothing else', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [http()], capacity: capacity() }));
  const { 'F/ScalerRole': scale } = built.google_cloud_run_v2_service_iam_member;
  const { 'F/ScalerActs': acts } = built.google_service_account_iam_member;
  expect(scale).toMatchObject({
    name: expect.stringContaining('.F_Http_'),
    role: expect.stringMatching(/^\$\{google_project_iam_custom_role\./),
    member: expect.stringContaining('.F_Scaler_'),
  });
  expect(acts).toMatchObject({
    service_account_id: expect.stringContaining('.F_Runtime_'),
    role: 'roles/iam.serviceAccountUser',
    member: scale.member,
  });
  expect(Object.values(built.google_project_iam_custom_role)).toEqual([
    expect.objectContaining({ permissions: ['run.services.get', 'run.services.update'] }),
  ]);
  expect(Object.values(built.google_project_iam_member).map((its) => its.member)).not.toContain(scale.member);
  const { 'F/window-0-opens': job } = built.google_cloud_scheduler_job;
  expect(job.http_target.oauth_token.service_account_email).toContain('.F_Scaler_');
  expect(job.depends_on.join()).toMatch(/F_ScalerRole_.*F_ScalerActs_.*Agent-cloudscheduler/);
});

test('without HTTP they change the service of events, whose triggers add their own', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [queue(stack, 2)], capacity: capacity(1) }));
  expect(settings(built)).toEqual({ 'F/window-0-opens': ['Events', 7], 'F/window-0-closes': ['Events', 3] });
});

test('with HTTP nothing changes the service of events, whichever trigger comes first', () => {
  const whole = build((stack) => fn(stack, 'F', { triggers: [http(), queue(stack, 2)], capacity: capacity(1) }));
  const piecemeal = build((stack) => {
    const it = fn(stack, 'F', { triggers: [queue(stack, 2)], capacity: capacity(1) });
    it.addTrigger(http());
  });
  expect(settings(whole)).toEqual({ 'F/window-0-opens': ['Http', 5], 'F/window-0-closes': ['Http', 1] });
  expect(piecemeal.google_cloud_scheduler_job).toEqual(whole.google_cloud_scheduler_job);
});

test('all functions of a cloud share a role and an alarm, which goes off when a job has given up', () => {
  const near = { opens: '0 7 * * SAT', closes: '2 7 * * SAT', warm: 2 };
  const built = build((stack) => {
    quiet(stack);
    fn(stack, 'F', { triggers: [http()], capacity: capacity() });
    fn(stack, 'G', { triggers: [http()], capacity: capacity(0, near) });
  });
  const { google_cloud_scheduler_job: jobs, google_monitoring_alert_policy: policies } = built;
  expect(Object.keys(policies)).toEqual(['Cloud/WindowAlarm']);
  expect(Object.keys(built.google_project_iam_custom_role)).toEqual(['Cloud/Role-scale']);
  const { condition_threshold: condition } = policies['Cloud/WindowAlarm'].conditions[0];
  expect(condition).toMatchObject({
    comparison: 'COMPARISON_GT',
    // That of the job with the fewest retries: two minutes later its window closes.
    threshold_value: 3,
    aggregations: [{ alignment_period: '1800s', group_by_fields: ['resource.label.job_id'] }],
  });
  const names = Object.values(jobs).map(({ name }) => `"${name}"`);
  expect(condition.filter).toMatch(/one_of\((.*)\)$/);
  expect(/one_of\((.*)\)$/.exec(condition.filter)![1].split(',')).toEqual(names.sort());
});

test('more jobs than a filter has room for are watched by a second alarm', () => {
  const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI'];
  const windows = weekdays.map((day) => ({ opens: `0 8 * * ${day}`, closes: `0 9 * * ${day}`, warm: 2 }));
  const built = build((stack) => {
    quiet(stack);
    for (const id of ['A', 'B', 'C', 'D']) fn(stack, id, { triggers: [http()], capacity: capacity(0, ...windows) });
  });
  const filters = Object.values(built.google_monitoring_alert_policy).map(
    ({ conditions }) => conditions[0].condition_threshold.filter as string,
  );
  expect(filters).toHaveLength(2);
  for (const filter of filters) expect(filter.length).toBeLessThanOrEqual(2048);
  const watched = filters.flatMap((filter) => /one_of\((.*)\)$/.exec(filter)![1].split(','));
  expect(new Set(watched).size).toBe(40);
});

test('without windows there is nothing of it', () => {
  const built = build((stack) => fn(stack, 'F', { triggers: [http()], capacity: faas.Capacity.warm(2) }));
  expect(Object.keys(built)).not.toContain('google_cloud_scheduler_job');
  expect(Object.keys(built.google_monitoring_alert_policy)).not.toContain('Cloud/WindowAlarm');
  expect(Object.keys(built)).not.toContain('google_project_iam_custom_role');
});

test('the manifest lists jobs and identity', () => {
  const { stack, synth } = place('google');
  fn(stack, 'F', { triggers: [http()], capacity: capacity() });
  const { functions } = JSON.parse(readFileSync(join(synth(), 'faasade.json'), 'utf8'));
  const types = functions[0].resources.map(({ type }: { type: string }) => type);
  expect(types.filter((type: string) => type === 'google_cloud_scheduler_job')).toHaveLength(2);
  expect(types.filter((type: string) => type === 'google_service_account')).toHaveLength(2);
});

test('fails if no expression names the days of an edge, before anything is built', () => {
  const { stack } = place('google');
  const last = { ...office, opens: '0 8 L * *' };
  expect(() => fn(stack, 'F', { triggers: [http()], capacity: capacity(0, last) })).toThrow(
    "Function 'service/F' can't be built on Google:\n" +
      "  - capacity.windows[0].opens: Cloud Scheduler has no expression for the days of '0 8 L * *', and nothing could " +
      'filter what fires too often. Name weekdays, or dates that every one of its months has.',
  );
});

describe('run by Cloud Scheduler', () => {
  const service = 'projects/acme-prod/locations/europe-west1/services/shop';
  const scaler = 'scaler@acme-prod.iam.gserviceaccount.com';
  const { stack, synth } = place('google');
  fn(stack, 'F', { triggers: [http()], capacity: capacity(1) });
  const { google_cloud_scheduler_job: jobs } = resources(synth());

  /** What references are after deployment. What the test does not know stays, and is then refused. */
  const resolve = (text: string) =>
    text
      .replace(/\$\{basename\(google_cloudfunctions2_function\.F_Http_\w+\.service_config\[0\]\.service\)\}/, 'shop')
      .replace(/\$\{google_service_account\.F_Scaler_\w+\.email\}/, scaler);
  const run = (edge: 'opens' | 'closes', fake: FakeRun) =>
    execute(jobs[`F/window-0-${edge}`] as never, resolve, (request) => fake.answer(request));

  test('sets the minimum, again and again, and sets it back', () => {
    const fake = new FakeRun({ [service]: 1 }, [scaler]);
    expect(run('opens', fake)).toEqual({ attempts: [0], log: ['INFO'] });
    run('opens', fake);
    expect(fake.minimum).toEqual({ [service]: 5 });
    run('closes', fake);
    expect(fake.minimum).toEqual({ [service]: 1 });
    expect(fake.answers).toEqual([200, 200, 200]);
  });

  test('what a deployment holds or a bad moment refuses is tried again', () => {
    const fake = new FakeRun({ [service]: 1 }, [scaler], [409, 429, 500, 503]);
    expect(run('opens', fake)).toEqual({
      attempts: [0, 20, 60, 140, 300],
      log: ['ERROR', 'ERROR', 'ERROR', 'ERROR', 'INFO'],
    });
    expect(fake.minimum).toEqual({ [service]: 5 });
  });

  test('fails if it lasts: the job gives up after ten minutes, with more errors than the alarm lets pass', () => {
    const fake = new FakeRun(
      { [service]: 1 },
      [scaler],
      Array.from({ length: 20 }, () => 409),
    );
    const { attempts, log } = run('closes', fake);
    expect(attempts).toEqual([0, 20, 60, 140, 300, 620]);
    const errors = log.filter((severity) => severity === 'ERROR').length;
    const { google_monitoring_alert_policy: policies } = resources(synth());
    expect(errors).toBeGreaterThan(policies['Cloud/WindowAlarm'].conditions[0].condition_threshold.threshold_value);
    expect(fake.minimum).toEqual({ [service]: 1 });
  });

  test('all attempts of a job that gives up are within what the alarm sums up, and those of two hours are not', () => {
    const { stack: near, synth: synthNear } = place('google');
    fn(near, 'F', {
      triggers: [http()],
      capacity: capacity(0, { opens: '0 7 * * SAT', closes: '2 9 * * SAT', warm: 2 }),
    });
    fn(near, 'G', { triggers: [http()], capacity: capacity(1) });
    const built = resources(synthNear());
    const policy = built.google_monitoring_alert_policy['Cloud/WindowAlarm'];
    const { threshold_value: threshold, aggregations } = policy.conditions[0].condition_threshold;
    const summed = Number(aggregations[0].alignment_period.replace('s', ''));
    const all = Object.values(built.google_cloud_scheduler_job);
    expect(all).toHaveLength(4);
    for (const job of all) {
      const { attempts, log } = execute(job as never, resolve, () => 500);
      const lasts = attempts.at(-1)! + attempts.length * ATTEMPT_SECONDS;
      expect(log.length).toBeGreaterThan(threshold);
      expect(lasts).toBeLessThan(summed);
      expect(3600 - lasts).toBeGreaterThan(summed);
    }
  });

  test('fails if another account asks', () => {
    const fake = new FakeRun({ [service]: 1 }, ['another@acme-prod.iam.gserviceaccount.com']);
    expect(run('opens', fake).log).not.toContain('INFO');
    expect(new Set(fake.answers)).toEqual(new Set([403]));
  });

  test.each([
    ['no mask', { uri: (uri: string) => uri.replace(/\?.*/, '') }],
    ['another mask', { uri: (uri: string) => uri.replace('minInstanceCount', 'maxInstanceCount') }],
    ['more than the minimum', { body: { scaling: { minInstanceCount: 5 }, template: {} } }],
    ['a minimum that is no number', { body: { scaling: { minInstanceCount: '5' } } }],
  ])(
    'the fake refuses %s',
    (_, { uri = (same: string) => same, body }: { uri?: (uri: string) => string; body?: object }) => {
      const { http_target: target, ...job } = jobs['F/window-0-opens'];
      const changed = { ...target, uri: uri(target.uri), ...(body && { body: btoa(JSON.stringify(body)) }) };
      const fake = new FakeRun({ [service]: 1 }, [scaler]);
      execute({ ...job, http_target: changed } as never, resolve, (request) => fake.answer(request));
      expect(new Set(fake.answers)).toEqual(new Set([400]));
    },
  );
});
