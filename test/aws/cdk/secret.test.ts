import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { build, ref } from './template';
import * as faas from '../../../src';
import { fn } from '../../conformance/cases';
import { place } from '../../stacks';

const { AwsSecret } = faas.aws;
const key = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';

test('is a secret of letters and digits that Secrets Manager makes, and is kept', () => {
  const built = build((stack) => new faas.Secret(stack, 'ApiKey', { generatedLength: 40, name: 'acme/api-key' }));
  expect(built.one('SecretsManager::Secret')).toEqual({
    Name: 'acme/api-key',
    GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 40 },
  });
  expect(built.all('SecretsManager::Secret')[0].DeletionPolicy).toBe('Retain');
});

test('a function that was granted it reads the value, and finds the ARN under its id', () => {
  const built = build((stack) => new faas.Secret(stack, 'ApiKey', { encryptionKey: key }).grantRead(fn(stack, 'Api')));
  const secret = ref(built.id('SecretsManager::Secret'));
  expect(built.one('SecretsManager::Secret').KmsKeyId).toBe(key);
  expect(built.allowed(built.id('IAM::Role')).slice(1)).toEqual([
    { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secret },
    { Effect: 'Allow', Action: 'kms:Decrypt', Resource: key },
  ]);
  expect(built.one('Lambda::Function').Environment.Variables.FAASADE_LINKS).toEqual({
    'Fn::Join': ['', ['{"s":{"ApiKey":"', secret, '"}}']],
  });
});

test('may exist already', () => {
  const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:api-key-AbCdEf';
  const built = build((stack) => {
    faas.Secret.fromExisting(stack, 'ApiKey', { aws: arn }).grantRead(fn(stack, 'Api'));
  });
  expect(built.all('SecretsManager::Secret')).toEqual([]);
  expect(built.allowed(built.id('IAM::Role'))[1]).toMatchObject({ Resource: arn });
});

test('handles give the secret', () => {
  const secret = new faas.Secret(place('aws').stack, 'ApiKey');
  expect(AwsSecret.of(secret).secret).toBeInstanceOf(secretsmanager.Secret);
  expect(secret.node.defaultChild).toBe(AwsSecret.of(secret).secret.node.defaultChild);
});
