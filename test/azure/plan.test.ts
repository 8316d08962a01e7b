import { every, http, model, queueTrigger, report } from './model';
import { planFunction, planWhole, Surroundings } from '../../src/azure/plan';
import type { FunctionSpec } from '../../src/private/spec';

function problems(spec: Partial<FunctionSpec>): string[] {
  const found = report();
  planFunction(model(spec), found);
  return found.problems;
}

function whole(spec: Partial<FunctionSpec>, triggers: Parameters<typeof model>[1], around: Partial<Surroundings> = {}) {
  const found = report();
  planWhole(model(spec, triggers), { logRetentionDays: 30, takesFewInstances: true, ...around }, found);
  return { problems: found.problems, approximations: found.approximations.map(({ message }) => message) };
}

test('is what was asked for where Azure has it', () => {
  const found = report();
  expect(planFunction(model({ logRetentionDays: 400 }), found)).toEqual({
    memoryMiB: 512,
    timeoutSeconds: 30,
    logRetentionDays: 400,
    runtimeName: 'node',
    runtimeVersion: '22',
    edges: [],
  });
  expect([found.problems, found.approximations]).toEqual([[], []]);
});

test.each([
  [1, 512],
  [512, 512],
  [513, 2048],
  [4096, 4096],
])('has %i MiB become %i', (asked, given) => {
  const found = report();
  expect(planFunction(model({ memoryMiB: asked }), found).memoryMiB).toBe(given);
  expect(found.approximations.map(({ feature }) => feature)).toEqual(asked === given ? [] : ['memory']);
});

test('fails if the memory is above the largest instance', () => {
  expect(problems({ memoryMiB: 4097 })).toEqual([
    "memory: 4097 MiB are above Azure Functions' largest instance of 4096 MiB.",
  ]);
});

test.each([1001, 5000])('fails if %i instances are above the most', (maxInstances) => {
  expect(problems({ maxInstances })).toEqual([
    `limits.maxInstances: ${maxInstances} is outside Azure Functions' 1 to 1000.`,
  ]);
});

test.each(['a', '-app', 'app-', 'my_app', 'a'.repeat(33)])("fails if '%s' is given as a name", (name) => {
  expect(problems({ name })).toEqual([
    `name: '${name}' is not a name of an app on Azure: letters, digits and '-' between them, 2 to 32 in all.`,
  ]);
});

test('takes a name that is known on deployment only', () => {
  expect(problems({ name: '${TfToken[TOKEN.7]}' })).toEqual([]);
});

test.each([
  'AzureWebJobsStorage',
  'azurefunctionsjobhost__logging',
  'FUNCTIONS_WORKER_RUNTIME',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITES_PORT',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'AZURE_CLIENT_ID',
  'DEPLOYMENT_STORAGE_CONNECTION_STRING',
  'TZ',
])('fails if the environment has %s', (name) => {
  expect(problems({ environment: { [name]: 'x' } })).toEqual([
    `environment.${name}: Azure Functions or this library sets this variable itself, or the plan refuses it. Choose another name.`,
  ]);
});

test('fails if two variables differ in case only', () => {
  expect(problems({ environment: { Table: 'a', TABLE: 'b' } })).toEqual([
    "environment.TABLE: Azure takes it for 'Table': case makes no difference there. Keep one.",
  ]);
});

test('fails on processors that Azure has not', () => {
  expect(problems({ architecture: 'x86_64' })).toEqual([]);
  expect(problems({ architecture: 'arm64' })).toEqual([
    'architecture: arm64 is unsupported (architecture.arm64). Azure Functions has 64-bit x86 only. Leave architecture ' +
      'out: AWS takes ARM anyway.',
  ]);
});

test('fails if logs are kept longer than a workspace can', () => {
  expect(problems({ logRetentionDays: 731 })).toEqual([
    "observability.logRetention: 731 days are above Azure's longest retention of 730 days.",
  ]);
});

describe('log retention', () => {
  test.each([
    [30, 30, undefined],
    [7, 30, '7 days become 30.'],
    [30, 90, '30 days become 90.'],
    [30, undefined, undefined],
    [90, undefined, '90 days are left to the given log workspace.'],
  ])('of %s days in a workspace of %s', (logRetentionDays, kept, detail) => {
    const { approximations } = whole({ logRetentionDays }, [], { logRetentionDays: kept });
    expect(approximations.map((message) => message.split(' A log workspace')[0])).toEqual(detail ? [detail] : []);
  });
});

describe('instances', () => {
  test('are limited exactly where there is one scale group', () => {
    expect(whole({ maxInstances: 5 }, [http()])).toEqual({ problems: [], approximations: [] });
  });

  test('are limited for each of several groups', () => {
    expect(whole({ maxInstances: 5 }, [http(), every(5)]).approximations).toEqual([
      '5 holds for each of 3 groups. Azure limits each scale group for itself: HTTP, each queue, the inbox and each schedule.',
    ]);
    expect(whole({}, [http(), every(5)]).approximations).toEqual([]);
  });

  test('fails if an old provider meets a low limit', () => {
    const around = { takesFewInstances: false };
    expect(whole({ maxInstances: 39 }, [http()], around).problems).toEqual([
      "limits.maxInstances: 39 needs version 4.58.0 of the azurerm provider, which the stack's constraint keeps out. Set " +
        "it to 40 or more, or let a later version in: stack.addOverride('terraform.required_providers.azurerm.version', " +
        "'>= 4.58, < 5').",
    ]);
    expect(whole({ maxInstances: 40 }, [http()], around).problems).toEqual([]);
    expect(whole({}, [http()], around).problems).toEqual([]);
  });
});

describe('warm capacity', () => {
  test('fails if it could be meant for several queues', () => {
    expect(whole({ capacity: { warm: 1, windows: [] } }, [queueTrigger('Jobs'), every(5)]).problems).toEqual([
      'capacity: Azure keeps instances ready for one trigger, and 2 delivery queues could be meant (inbox, Jobs). Set ' +
        "'warm' on the triggers instead.",
    ]);
    expect(whole({}, [queueTrigger('Jobs', { warm: 1 }), every(5, { warm: 2 })]).problems).toEqual([]);
  });

  test('fails if there is nothing to serve', () => {
    expect(whole({ capacity: { warm: 3, windows: [] } }, []).problems).toEqual([
      'capacity: 3 warm instances have no trigger to serve. Add one, or leave capacity out.',
    ]);
  });

  test('fails if it is above the limit', () => {
    expect(whole({ capacity: { warm: 4, windows: [] }, maxInstances: 5 }, [http({ warm: 2 })]).problems).toEqual([
      'capacity: 6 warm instances are above limits.maxInstances of 5. Raise limits.maxInstances.',
    ]);
    expect(whole({ capacity: { warm: 51, windows: [] } }, [http()]).problems).toEqual([
      'capacity: 51 warm instances are above the default limits.maxInstances of 50. Raise limits.maxInstances.',
    ]);
  });
});
