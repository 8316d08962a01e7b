import { Token } from 'aws-cdk-lib';
import { problems, report } from './report';
import { limits } from '../../src/aws/limits';
import { planFunction, planQueue, planWhole } from '../../src/aws/plan';
import { http, link, model, queue, schedule } from '../private/data';

const found = (...parts: Parameters<typeof model>) => problems((to) => planFunction(model(...parts), to));
const whole = (...parts: Parameters<typeof model>) => problems((to) => planWhole(model(...parts), to));

test('plans what Lambda takes', () => {
  const to = report();
  expect(planFunction(model(), to)).toEqual({
    memoryMiB: 512,
    timeoutSeconds: 30,
    logRetentionDays: 30,
    runtime: 'nodejs22.x',
  });
  expect(to.problems).toEqual([]);
  expect(to.approximations).toEqual([]);
});

test.each([128, 10_240])('takes %d MiB', (memoryMiB) => expect(found({ memoryMiB })).toEqual([]));

test.each([127, 10_241])('fails if memory is %d MiB', (memoryMiB) => {
  expect(found({ memoryMiB })).toEqual([`memory: ${memoryMiB} MiB is outside AWS Lambda's 128 to 10240 MiB.`]);
});

test('fails if the timeout is above 15 minutes', () => {
  expect(found({ timeoutSeconds: 900 })).toEqual([]);
  expect(found({ timeoutSeconds: 901 })).toEqual([
    "timeout: 901 seconds are above AWS Lambda's limit of 900 seconds (15 minutes). Split the work into messages of a queue.",
  ]);
});

test('fails if an instance is to work on several invocations', () => {
  expect(found({ concurrencyPerInstance: 2 })).toEqual([
    'limits.concurrencyPerInstance: 2 is unsupported (limits.concurrencyPerInstance). A Lambda instance works on one ' +
      'invocation at a time. Leave it at 1, and raise limits.maxInstances instead.',
  ]);
});

test.each(['AWS_REGION', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_SECRET_ACCESS_KEY', '_HANDLER'])(
  'fails if %s is set',
  (name) => {
    expect(found({ environment: { [name]: 'x' } })).toEqual([
      `environment.${name}: AWS Lambda sets this variable itself. Choose another name.`,
    ]);
  },
);

test.each(['_X', 'X'])('fails if %s is set, which Lambda does not take', (name) => {
  expect(found({ environment: { [name]: 'x' } })).toEqual([
    `environment.${name}: AWS Lambda wants a letter first and two characters. Choose another name.`,
  ]);
});

test('takes variables that only look reserved', () => {
  expect(found({ environment: { AWS_REGIONS: 'x', AWS_STAGE: 'x', HANDLER: 'x', ok: 'x' } })).toEqual([]);
});

test.each(['a', 'A_b-1', 'x'.repeat(64)])("takes the name '%s'", (name) => expect(found({ name })).toEqual([]));

test.each(['', 'a b', 'a.b', 'ä', 'x'.repeat(65)])("fails if the name is '%s'", (name) => {
  expect(found({ name })).toEqual([`name: '${name}' is not a name on AWS: letters, digits, '-' and '_', 64 in all.`]);
});

test("leaves room in a queue's name for that of its dead letters", () => {
  const name = 'x'.repeat(80 - '-dead-letters'.length);
  expect(problems((to) => planQueue({ maxAttempts: 5, name }, to))).toEqual([]);
  expect(problems((to) => planQueue({ maxAttempts: 5, name: `${name}x` }, to))).toEqual([
    `name: '${name}x' is not a name on AWS: letters, digits, '-' and '_', 67 in all.`,
  ]);
});

test.each([
  [1, 1],
  [2, 3],
  [30, 30],
  [200, 365],
  [3653, 3653],
])('keeps logs for %d days as %d, and says so where they differ', (days, kept) => {
  const to = report();
  expect(planFunction(model({ logRetentionDays: days }), to).logRetentionDays).toBe(kept);
  expect(to.approximations).toEqual(
    days === kept
      ? []
      : [
          {
            feature: 'observability.logRetention',
            message: `${days} days become ${kept}. A log group keeps logs for set numbers of days; the next longer one is used.`,
          },
        ],
  );
});

test('fails if logs are to be kept for longer than ten years', () => {
  expect(found({ logRetentionDays: 3654 })).toEqual([
    "observability.logRetention: 3654 days are above Amazon CloudWatch's longest retention of 3653 days.",
  ]);
});

describe('the environment', () => {
  const settings = 'FAASADE_TRIGGERS{"contract":1,"t":30}'.length;
  const room = limits.environmentBytes - settings - 'LARGE'.length;

  test('fails if all variables together are above 4 KB, with the bytes of each', () => {
    expect(whole({ environment: { LARGE: 'x'.repeat(room) } })).toEqual([]);
    expect(whole({ environment: { LARGE: 'x'.repeat(room + 1) } })).toEqual([
      `environment: 4097 bytes in all are above AWS Lambda's limit of 4096 bytes (LARGE ${room + 6}, ` +
        `FAASADE_TRIGGERS ${settings}). Keep large values in a file of the package or in a store, and read them at start.`,
    ]);
  });

  test('weighs links with URLs at their longest', () => {
    const url = Token.asString({ Ref: 'Jobs' });
    const links = Array.from({ length: 27 }, (_, index) => link(`q${index}`, url));
    expect(whole({}, [], links)).toEqual([]);
    expect(whole({}, [], [...links, link('q27', url)])).toEqual([expect.stringContaining('FAASADE_LINKS')]);
  });

  const setting = (ids: readonly string[]) => {
    const [message] = whole(
      { environment: { LARGE: 'x'.repeat(4096) } },
      ids.map((id) => queue(id)),
    );
    return Number(/FAASADE_TRIGGERS (\d+)/.exec(message)![1]);
  };

  test('weighs the names of queues at their longest', () => {
    const each = '"":"Jobs"'.length + limits.queueName;
    expect(setting(['Jobs'])).toBe(settings + ',"q":{}'.length + each);
  });

  test('weighs queues whose ids are longer than any name', () => {
    const id = 'Jobs'.repeat(30);
    expect(setting([id])).toBe(setting(['Jobs']) + id.length - 'Jobs'.length);
  });

  test('weighs each of two queues whose ids are alike', () => {
    expect(setting(['xJobs', 'Jobs'])).toBe(setting(['aJobs', 'Jobs']));
  });
});

test('asks for the shares of instances too', () => {
  expect(whole({ maxInstances: 1 }, [http(), schedule('a')])).toEqual([
    'limits.maxInstances: 1 is too low on AWS for 1 delivery queue: each uses at least 2 instances, HTTP 1. Set it to 3 or more.',
  ]);
});
