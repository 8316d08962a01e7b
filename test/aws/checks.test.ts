import { Token } from 'aws-cdk-lib';
import { problems } from './report';
import { checkCommon, checkKey } from '../../src/aws/checks';

const found = (spec: Parameters<typeof checkCommon>[0]) => problems((to) => checkCommon(spec, to));
const key = 'arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';

test('takes a key, also one known on deployment only, and tags', () => {
  expect(found({})).toEqual([]);
  expect(found({ encryptionKey: key, tags: { 'team:name': 'Größe 1/2', empty: '' } })).toEqual([]);
  expect(found({ encryptionKey: Token.asString({ Ref: 'Key' }), tags: { a: Token.asString({ Ref: 'B' }) } })).toEqual(
    [],
  );
});

test.each(['alias/acme', 'arn:aws:kms:eu-central-1:123456789012:alias/acme', '1234abcd', ''])(
  "fails if the key is '%s'",
  (arn) => {
    expect(problems((to) => checkKey('encryptionKey', arn, to))).toEqual([
      `encryptionKey: '${arn}' is not the ARN of a KMS key, arn:aws:kms:<region>:<account>:key/<id>.`,
    ]);
  },
);

test.each(['', 'aws:team', 'AWS:team', 'a#b', 'x'.repeat(129)])("fails if a tag has the name '%s'", (name) => {
  expect(found({ tags: { [name]: 'x' } })).toEqual([
    expect.stringContaining(`'${name}' is not the name of a tag on AWS`),
  ]);
});

test.each(['a#b', 'x'.repeat(257)])("fails if a tag has the value '%s'", (value) => {
  expect(found({ tags: { team: value } })).toEqual([
    `tags.team: '${value}' is not the value of a tag on AWS: letters, digits, spaces and '_.:/=+-@', 256 in all.`,
  ]);
});

test('fails if there are more tags than AWS takes', () => {
  const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'x']));
  expect(found({ tags: tags(50) })).toEqual([]);
  expect(found({ tags: tags(51) })).toEqual(['tags: 51 are more than the 50 that AWS allows.']);
});
