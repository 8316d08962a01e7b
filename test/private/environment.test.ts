import { Token } from 'aws-cdk-lib';
import { link, model, problems } from './data';
import {
  checkEnvironmentSize,
  environmentVariables,
  fingerprint,
  linkSettings,
  secretLooking,
} from '../../src/private/environment';

const limit = { bytes: 100, tokenBytes: 60, of: "Nimbus' limit" };

test('holds the settings of the adapter beside the variables of the user', () => {
  const described = model({ environment: { LEVEL: 'info' } }, [], [link('Jobs', 'https://jobs')]);
  expect(environmentVariables(described, { contract: 1 })).toEqual({
    LEVEL: 'info',
    FAASADE_TRIGGERS: '{"contract":1}',
    FAASADE_LINKS: '{"q":{"Jobs":"https://jobs"}}',
  });
});

test('has no links where there are none', () => {
  expect(Object.keys(environmentVariables(model(), {}))).toEqual(['FAASADE_TRIGGERS']);
});

test('sorts links, so that the order of grants makes no difference', () => {
  const [a, b] = [link('A', 1), link('B', 2)];
  expect(JSON.stringify(linkSettings(model({}, [], [b, a])))).toBe(JSON.stringify(linkSettings(model({}, [], [a, b]))));
  expect(linkSettings(model({}, [], [b, a]))).toEqual({ q: { A: 1, B: 2 } });
});

test('keeps links of one id and two kinds apart, whatever came first', () => {
  const [jobs, objects] = [link('Data', 1), link('Data', 2, 'stack/Deep/Data', 'bucket')];
  const written = [
    [jobs, objects],
    [objects, jobs],
  ].map((links) => JSON.stringify(linkSettings(model({}, [], links))));
  expect(written).toEqual(['{"b":{"Data":2},"q":{"Data":1}}', '{"b":{"Data":2},"q":{"Data":1}}']);
});

test('takes variables up to the limit, names included', () => {
  expect(problems((to) => checkEnvironmentSize({ LARGE: 'x'.repeat(95) }, limit, to))).toEqual([]);
});

test('fails if variables are above the limit by one byte, the largest first', () => {
  expect(problems((to) => checkEnvironmentSize({ B: 'y', LARGE: 'x'.repeat(94) }, limit, to))).toEqual([
    "environment: 101 bytes in all are above Nimbus' limit of 100 bytes (LARGE 99, B 2). " +
      'Keep large values in a file of the package or in a store, and read them at start.',
  ]);
});

test('fails if tokens at their longest are above the limit', () => {
  const token = Token.asString({ Ref: 'Queue' });
  expect(problems((to) => checkEnvironmentSize({ ONE: token }, limit, to))).toEqual([]);
  expect(problems((to) => checkEnvironmentSize({ ONE: token, TWO: `${token}` }, limit, to))).toEqual([
    expect.stringContaining('126 bytes in all are above'),
  ]);
});

test('weighs bytes, not characters', () => {
  expect(problems((to) => checkEnvironmentSize({ A: 'ü'.repeat(50) }, limit, to))).toHaveLength(1);
});

test.each([
  ['DB_PASSWORD', 'hunter2hunter2'],
  ['apiKey', 'abcdef123456'],
  ['ANY', `AKIA${'A1'.repeat(8)}`],
  ['ANY', '-----BEGIN RSA PRIVATE KEY-----\nabc'],
  ['ANY', `ghp_${'a1'.repeat(18)}`],
  ['ANY', `sk_live_${'a1'.repeat(10)}`],
  ['ANY', 'xoxb-1234567890-abc'],
  ['ANY', `DefaultEndpointsProtocol=https;AccountKey=${'aB1+'.repeat(20)}==`],
  ['ANY', `Endpoint=sb://x/;SharedAccessKey=${'aB1+'.repeat(10)}=`],
])('%s=%s looks like a secret', (name, value) => {
  expect(secretLooking({ [name]: value, LEVEL: 'info' })).toEqual([name]);
});

test.each([
  ['DB_PASSWORD', ''],
  ['DB_PASSWORD', 'changeme'],
  ['DB_PASSWORD', Token.asString({ Ref: 'Secret' })],
  ['TOKEN_URL', 'https://example.com/token/v2'],
  ['PASSWORD_POLICY', 'at least 12 characters'],
  ['SECRET_NAME', 'prod/db/main1234'],
  ['COMMIT', 'deadbeef1234deadbeef1234'],
  ['KEYBOARD', 'qwerty123456'],
])('%s=%s does not', (name, value) => {
  expect(secretLooking({ [name]: value })).toEqual([]);
});

test('the fingerprint differs when settings do, and only then', () => {
  expect(fingerprint({ a: [1] })).toBe(fingerprint({ a: [1] }));
  expect(fingerprint({ a: [1] })).not.toBe(fingerprint({ a: [2] }));
  expect(fingerprint({})).toMatch(/^[0-9a-f]{64}$/);
});
