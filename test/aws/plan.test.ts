import { Token } from 'aws-cdk-lib';
import { problems, report } from './report';
import { limits } from '../../src/aws/limits';
import { planFunction, planWhole } from '../../src/aws/plan';
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
    architecture: 'arm64',
    edges: [],
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

test('takes a name known on deployment only', () => {
  expect(found({ name: `acme-${Token.asString({ Ref: 'Stage' })}` })).toEqual([]);
});

describe('what only AWS has', () => {
  const key = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';
  const boundary = 'arn:aws:iam::123456789012:policy/teams/boundary';
  const vpc = { subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1'] };

  test('is taken', () => {
    const to = report();
    expect(
      planFunction(model({ aws: { ...vpc, environmentKey: key, permissionsBoundary: boundary } }), to).vpc,
    ).toEqual(vpc);
    expect(to.problems).toEqual([]);
  });

  test('fails if subnets and security groups are not both there', () => {
    expect(found({ aws: { subnetIds: ['subnet-1'] } })).toEqual([
      'aws.securityGroupIds: is empty, and aws.subnetIds is not. Name at least one security group.',
    ]);
    expect(found({ aws: { securityGroupIds: ['sg-1'] } })).toEqual([
      'aws.subnetIds: is empty, and aws.securityGroupIds is not. Name at least one subnet.',
    ]);
  });

  test('fails if what should be an ARN is none', () => {
    expect(found({ aws: { environmentKey: 'alias/acme', permissionsBoundary: 'boundary' } })).toEqual([
      "aws.environmentKey: 'alias/acme' is not the ARN of a KMS key, arn:aws:kms:<region>:<account>:key/<id>.",
      "aws.permissionsBoundary: 'boundary' is not the ARN of a policy, arn:aws:iam::<account>:policy/<name>.",
    ]);
  });

  test('may be a value known on deployment only', () => {
    expect(found({ aws: { environmentKey: Token.asString({ Ref: 'Key' }) } })).toEqual([]);
  });
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

  test.each([
    ['topic', 306],
    ['bucket', 63],
    ['table', 255],
    ['secret', 340],
    ['function', 100],
  ] as const)('weighs a link to a %s with %d bytes', (kind, bytes) => {
    const weight = (value: string) => {
      const large = { LARGE: 'x'.repeat(4096) };
      const [message] = whole({ environment: large }, [], [link('Id', value, 'stack/Id', kind)]);
      return Number(/FAASADE_LINKS (\d+)/.exec(message)![1]);
    };
    expect(weight(Token.asString({ Ref: 'Id' })) - weight('')).toBe(bytes);
  });

  const setting = (ids: readonly string[]) => {
    const [message] = whole(
      { environment: { LARGE: 'x'.repeat(4096) } },
      ids.map((id) => queue(id)),
    );
    return Number(/FAASADE_TRIGGERS (\d+)/.exec(message)![1]);
  };

  test('weighs the names and dead letters of queues at their longest', () => {
    const each = '"":{"i":"Jobs","a":100,"d":"","f":1}'.length + limits.queueName + limits.linkBytes.queue;
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

describe('a queue that keeps messages for a given time', () => {
  const kept = (timeoutSeconds: number, spec: Parameters<typeof queue>[2]) =>
    whole({ timeoutSeconds }, [queue('Jobs', {}, spec)]);

  test('keeps them for all attempts', () => {
    expect(kept(10, { retentionSeconds: 600 })).toEqual([]);
    expect(kept(20, { retentionSeconds: 600 })).toEqual([]);
    expect(kept(900, { maxAttempts: 100, delaySeconds: 900 })).toEqual([]);
  });

  test('fails if that is too short for the attempts, or for the delay on top', () => {
    expect(kept(30, { retentionSeconds: 600 })).toEqual([
      'Trigger.queue(Jobs): the queue keeps messages for 600 seconds, and its delay and 5 attempts, each 6 times the ' +
        'timeout apart on AWS, can take 900: messages would be lost before the last. Raise its retention to 900 ' +
        'seconds or more, shorten the timeout, or allow fewer attempts.',
    ]);
    expect(kept(20, { retentionSeconds: 600, delaySeconds: 1 })).toEqual([expect.stringContaining('can take 601:')]);
  });
});

test('asks for the shares of instances too', () => {
  expect(whole({ maxInstances: 1 }, [http(), schedule('a')])).toEqual([
    'limits.maxInstances: 1 is too low on AWS for 1 delivery queue: each uses at least 2 instances, HTTP 1. Set it to 3 or more.',
  ]);
});
