import { Stack } from 'aws-cdk-lib';
import * as faas from '../../../../src';
import { fn } from '../../../conformance/cases';
import { place } from '../../../stacks';
import { arnOf, build, ref, Resources, resourcesOf } from '../template';

const queues = (built: Resources, owner: string) =>
  ['Queue', 'DeadLetters'].map((part) => built.idOf('SQS::Queue', `${owner}Inbox${part}`));

test('SNS sends to the inbox with its envelope, and what it can not deliver to the dead letters', () => {
  const built = build((stack) => {
    fn(stack, 'Worker', { triggers: [faas.Trigger.topic(new faas.Topic(stack, 'Orders'))] });
  });
  const [inbox, deadLetters] = queues(built, 'Worker');
  expect(built.one('SNS::Subscription')).toEqual({
    Endpoint: arnOf(inbox),
    Protocol: 'sqs',
    RawMessageDelivery: false,
    RedrivePolicy: { deadLetterTargetArn: arnOf(deadLetters) },
    TopicArn: ref(built.id('SNS::Topic')),
  });
});

test('only this topic may send to the two queues', () => {
  const built = build((stack) => {
    fn(stack, 'Worker', { triggers: [faas.Trigger.topic(new faas.Topic(stack, 'Orders'))] });
  });
  const topic = ref(built.id('SNS::Topic'));
  const allowed = built
    .all('SQS::QueuePolicy')
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === 'Allow');
  const statement = (queue: string) => ({
    Effect: 'Allow',
    Action: 'sqs:SendMessage',
    Principal: { Service: 'sns.amazonaws.com' },
    Resource: arnOf(queue),
    Condition: { ArnEquals: { 'aws:SourceArn': topic } },
  });
  expect(allowed).toHaveLength(2);
  expect(allowed).toEqual(expect.arrayContaining(queues(built, 'Worker').map(statement)));
  const [{ DependsOn }] = built.all('SNS::Subscription');
  expect(DependsOn).toEqual(expect.arrayContaining(built.ids('SQS::QueuePolicy')));
});

test('a filter is of attributes', () => {
  const filter = { kind: faas.AttributeFilter.anyOf('new', 'paid'), region: faas.AttributeFilter.prefix('eu-') };
  const built = build((stack) => {
    fn(stack, 'Worker', { triggers: [faas.Trigger.topic(new faas.Topic(stack, 'Orders'), { filter })] });
  });
  expect(built.one('SNS::Subscription').FilterPolicy).toEqual({
    kind: ['new', 'paid'],
    region: [{ prefix: 'eu-' }],
  });
});

test('the function knows the topic by its name', () => {
  const built = build((stack) => {
    fn(stack, 'Worker', { triggers: [faas.Trigger.topic(new faas.Topic(stack, 'Orders'))] });
  });
  const [, deadLetters] = queues(built, 'Worker');
  const name = { 'Fn::GetAtt': [built.id('SNS::Topic'), 'TopicName'] };
  expect(built.one('Lambda::Function').Environment.Variables.FAASADE_TRIGGERS).toEqual({
    'Fn::Join': ['', ['{"contract":1,"t":30,"i":{"a":5,"d":"', ref(deadLetters), '"},"n":{"', name, '":"Orders"}}']],
  });
});

test('a topic in another stack knows nothing of its functions', () => {
  const { stack, other, synth } = place('aws');
  const orders = new faas.Topic(stack, 'Orders');
  const far = other() as Stack;
  fn(far, 'Worker', { triggers: [faas.Trigger.topic(orders)] });
  synth();
  expect([(stack as Stack).dependencies, far.dependencies]).toEqual([[], [stack]]);
  expect(resourcesOf(stack as Stack).all('SNS::Subscription')).toEqual([]);
  expect(resourcesOf(far).one('SNS::Subscription').TopicArn).toHaveProperty('Fn::ImportValue');
});

test('a topic that exists already is subscribed to where it is', () => {
  const arn = 'arn:aws:sns:us-east-1:123456789012:orders';
  const built = build((stack) => {
    fn(stack, 'Worker', { triggers: [faas.Trigger.topic(faas.Topic.fromExisting(stack, 'Orders', { aws: arn }))] });
  });
  expect(built.one('SNS::Subscription')).toMatchObject({ TopicArn: arn, Region: 'us-east-1' });
});
