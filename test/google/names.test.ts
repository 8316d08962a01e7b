import { bucketName, bucketRule, functionRule, serviceAccountRule, topicRule } from '../../src/google/names';
import { standardName } from '../../src/private/names';
import type { NameRule } from '../../src/terraform/naming';

const long = { namespace: 'acme-production-eu', stack: 'a-very-long-stack-name', path: `${'Deep/'.repeat(30)}runtime` };

test.each<[string, NameRule]>([
  ['functions', functionRule],
  ['service accounts', serviceAccountRule],
  ['topics', topicRule],
  ['buckets', bucketRule],
])('standard names fit %s', (_of, rule) => {
  for (const request of [long, { namespace: 'a', stack: 'b', path: 'C' }, { namespace: '1', stack: 'ü', path: '2' }]) {
    const name = standardName({ ...rule, ...request });
    expect(name).toMatch(rule.pattern);
    expect(name.length).toBeLessThanOrEqual(rule.maxLength);
  }
});

test('leaves room for the second function', () => expect(functionRule.maxLength + '-events'.length).toBe(49));

test("a bucket does not bear Google's name", () => {
  expect(bucketName('acme-thumbnails-google-1a2b3c4d')).toBe('acme-thumbnails-gcp-1a2b3c4d');
  expect(bucketName('g00gle-google')).toBe('gcp-gcp');
  expect('google-things').not.toMatch(bucketRule.pattern);
});
