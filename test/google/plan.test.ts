import { http, model, queue, report } from './model';
import { GoogleEgress, GoogleFunctionOptions, GoogleIngress } from '../../src/function-options';
import { planFunction, planWhole } from '../../src/google/plan';

function problems(plan: (to: ReturnType<typeof report>) => unknown): string[] {
  const to = report();
  plan(to);
  return to.problems;
}

test('plans what Cloud Functions takes', () => {
  const to = report();
  expect(planFunction(model(), to)).toEqual({
    memoryMiB: 512,
    timeoutSeconds: 30,
    logRetentionDays: 30,
    runtime: 'nodejs22',
    concurrency: 1,
    ingress: 'ALLOW_ALL',
  });
  expect(to.problems).toEqual([]);
  expect(to.approximations).toEqual([]);
});

test.each([
  [1, 512, undefined],
  [2, 512, '1'],
  [1000, 2047, '1'],
  [80, 2048, undefined],
])('%d requests at a time in %d MiB take %s CPU', (concurrencyPerInstance, memoryMiB, cpu) => {
  expect(planFunction(model({ concurrencyPerInstance, memoryMiB }), report()).cpu).toBe(cpu);
});

test.each([128, 32_768])('takes %d MiB', (memoryMiB) => {
  expect(problems((to) => planFunction(model({ memoryMiB }), to))).toEqual([]);
});

test.each([127, 32_769])('fails if memory is %d MiB', (memoryMiB) => {
  expect(problems((to) => planFunction(model({ memoryMiB }), to))).toEqual([
    `memory: ${memoryMiB} MiB is outside Google Cloud Functions' 128 to 32768 MiB.`,
  ]);
});

test('fails if the timeout is above 60 minutes', () => {
  expect(problems((to) => planFunction(model({ timeoutSeconds: 3600 }), to))).toEqual([]);
  expect(problems((to) => planFunction(model({ timeoutSeconds: 3601 }), to))).toEqual([
    "timeout: 3601 seconds are above Google's limit of 3600 seconds (60 minutes). Split the work into messages of a queue.",
  ]);
});

test.each([
  'PORT',
  'K_SERVICE',
  'K_REVISION',
  'K_CONFIGURATION',
  'FUNCTION_TARGET',
  'FUNCTION_SIGNATURE_TYPE',
  'X_GOOGLE_A',
])('fails if %s is set', (name) => {
  expect(problems((to) => planFunction(model({ environment: { [name]: 'x' } }), to))).toEqual([
    `environment.${name}: Google sets or reserves this variable itself. Choose another name.`,
  ]);
});

test('takes variables that only look reserved', () => {
  const environment = { PORTAL: '1', K_EY: '1', GOOGLE_CLOUD_PROJECT: 'other', FUNCTION_NAME: 'x' };
  expect(problems((to) => planFunction(model({ environment }), to))).toEqual([]);
});

test.each(['Upper', 'under_score', '1st', 'dash-', '', 'x'.repeat(43)])("fails if the name is '%s'", (name) => {
  expect(problems((to) => planFunction(model({ name }), to))).toEqual([
    `name: '${name}' is not a name on Google: lower-case letters, digits and '-', a letter first, no '-' last, 42 in all.`,
  ]);
});

test.each(['a', 'a-1', 'x'.repeat(42), '${TfToken[TOKEN.0]}'])("takes the name '%s'", (name) => {
  expect(problems((to) => planFunction(model({ name }), to))).toEqual([]);
});

test("says that log retention is the project's", () => {
  const to = report();
  expect(planFunction(model({ logRetentionDays: 7 }), to).logRetentionDays).toBe(30);
  expect(to.approximations).toEqual([
    {
      feature: 'observability.logRetention',
      message:
        "7 days are asked for. Logs stay in the project's log bucket `_Default`, whose retention is the project's: 30 days unless it was changed.",
    },
  ]);
});

test('fails if all variables together are above 32 KB, with the bytes of each', () => {
  const settings = 'FAASADE_TRIGGERS{"contract":1,"t":30,"h":[["","/*"]]}'.length;
  const exact = { LARGE: 'x'.repeat(32_768 - 'LARGE'.length - 50 - settings) };
  expect(problems((to) => planWhole(model({ environment: exact }, http), to))).toEqual([]);
  expect(problems((to) => planWhole(model({ environment: { LARGE: `${exact.LARGE}x` } }, http), to))).toEqual([
    `environment: 32769 bytes in all are above Google's limit of 32768 bytes (LARGE ${exact.LARGE.length + 6}, ` +
      `FAASADE_TRIGGERS ${settings}, GOOGLE_CLOUD_PROJECT 50). Keep large values in a file of the package or in a store, ` +
      'and read them at start.',
  ]);
});

test('weighs the larger of the two functions', () => {
  const environment = { LARGE: 'x'.repeat(32_650) };
  const events = Array.from({ length: 9 }, (_, index) => queue(`queue-number-${index}`));
  expect(problems((to) => planWhole(model({ environment }, http), to))).toEqual([]);
  expect(problems((to) => planWhole(model({ environment }, http, ...events), to))).toHaveLength(1);
});

test('weighs nothing where nothing is built', () => {
  expect(problems((to) => planWhole(model({ environment: { LARGE: 'x'.repeat(40_000) } }), to))).toEqual([]);
});

const connector = 'projects/acme-prod/locations/europe-west1/connectors/acme';
const key = 'projects/acme-prod/locations/europe-west1/keyRings/acme/cryptoKeys/code';

test('takes what only Google has, and sends private addresses through a connector by default', () => {
  const google = { vpcConnector: connector, ingress: GoogleIngress.INTERNAL_ONLY, encryptionKey: key };
  const to = report();
  expect(planFunction(model({ google }), to)).toMatchObject({
    vpcConnector: connector,
    egress: 'PRIVATE_RANGES_ONLY',
    ingress: 'ALLOW_INTERNAL_ONLY',
    encryptionKey: key,
  });
  expect(to.problems).toEqual([]);
});

test.each<[string, GoogleFunctionOptions, string]>([
  [
    'a connector has no full name',
    { vpcConnector: 'acme' },
    "google.vpcConnector: 'acme' is not the name of a connector, such as " +
      "'projects/acme-prod/locations/europe-west1/connectors/acme'.",
  ],
  [
    'egress has no connector',
    { egress: GoogleEgress.ALL_TRAFFIC },
    'google.egress: there is no connector that anything goes through. Give google.vpcConnector too.',
  ],
  [
    'ingress is not understood',
    { ingress: 'internal' as GoogleIngress },
    "google.ingress: 'internal' is no GoogleIngress. There are ALL, INTERNAL_ONLY, INTERNAL_AND_LOAD_BALANCER.",
  ],
  [
    'a key has no full name',
    { encryptionKey: 'code' },
    "google.encryptionKey: 'code' is not the name of a Cloud KMS key, such as " +
      "'projects/acme-prod/locations/europe-west1/keyRings/acme/cryptoKeys/data'.",
  ],
])('fails if %s', (_title, google, message) => {
  expect(problems((to) => planFunction(model({ google }), to))).toEqual([message]);
});

test('fails if ingress has no HTTP to be for', () => {
  const google = { ingress: GoogleIngress.ALL };
  expect(problems((to) => planWhole(model({ google }, http), to))).toEqual([]);
  expect(problems((to) => planWhole(model({ google }, queue('Jobs')), to))).toEqual([
    'google.ingress: it has no HTTP trigger, and events come from inside always. Leave it out, or add Trigger.http.',
  ]);
});

test('fails if the processor is ARM', () => {
  expect(problems((to) => planFunction(model({ architecture: 'x86_64' }), to))).toEqual([]);
  expect(problems((to) => planFunction(model({ architecture: 'arm64' }), to))).toEqual([
    "architecture: 'arm64' is unsupported (architecture.arm64). Cloud Run functions have 64-bit x86 processors only. " +
      'Leave architecture out, or set Architecture.X86_64.',
  ]);
});
