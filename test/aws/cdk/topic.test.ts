import * as sns from 'aws-cdk-lib/aws-sns';
import { build, ref } from './template';
import * as faas from '../../../src';
import { fn } from '../../conformance/cases';
import { place } from '../../stacks';

const { AwsTopic } = faas.aws;
const key = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';

test('is a topic that takes TLS only', () => {
  const built = build((stack) => new faas.Topic(stack, 'Orders', { name: 'acme-orders', tags: { team: 'a' } }));
  expect(built.one('SNS::Topic')).toEqual({ TopicName: 'acme-orders', Tags: [{ Key: 'team', Value: 'a' }] });
  const [{ Effect, Condition }] = built.one('SNS::TopicPolicy').PolicyDocument.Statement;
  expect([Effect, Condition]).toEqual(['Deny', { Bool: { 'aws:SecureTransport': 'false' } }]);
});

test('a function that was granted it publishes, and finds the ARN under its id', () => {
  const built = build((stack) => new faas.Topic(stack, 'Orders').grantPublish(fn(stack, 'Shop')));
  const topic = ref(built.id('SNS::Topic'));
  expect(built.allowed(built.id('IAM::Role')).slice(1)).toEqual([
    { Effect: 'Allow', Action: 'sns:Publish', Resource: topic },
  ]);
  expect(built.one('Lambda::Function').Environment.Variables.FAASADE_LINKS).toEqual({
    'Fn::Join': ['', ['{"t":{"Orders":"', topic, '"}}']],
  });
});

test('a key of its own is for publishers too', () => {
  const built = build((stack) => {
    new faas.Topic(stack, 'Orders', { encryptionKey: key }).grantPublish(fn(stack, 'Shop'));
  });
  expect(built.one('SNS::Topic').KmsMasterKeyId).toBe(key);
  expect(built.allowed(built.id('IAM::Role'))[2]).toEqual({
    Effect: 'Allow',
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Resource: key,
  });
});

test('may exist already', () => {
  const arn = 'arn:aws:sns:eu-central-1:123456789012:orders';
  const built = build((stack) => {
    const orders = faas.Topic.fromExisting(stack, 'Orders', { aws: arn });
    orders.grantPublish(fn(stack, 'Shop'));
    expect(AwsTopic.of(orders).topic.topicName).toBe('orders');
  });
  expect(built.all('SNS::Topic')).toEqual([]);
  expect(built.one('Lambda::Function').Environment.Variables.FAASADE_LINKS).toBe(`{"t":{"Orders":"${arn}"}}`);
});

test('handles give the topic', () => {
  const orders = new faas.Topic(place('aws').stack, 'Orders');
  expect(AwsTopic.of(orders).topic).toBeInstanceOf(sns.Topic);
  expect(orders.node.defaultChild).toBe(AwsTopic.of(orders).topic.node.defaultChild);
  expect(() => AwsTopic.of(new faas.Topic(place('google').stack, 'Orders'))).toThrow(
    "Topic 'service/Orders' is on google, not on aws.",
  );
});
