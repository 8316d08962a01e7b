import { randomUUID } from 'node:crypto';
import type { Ministack } from './ministack';
import { startMinistack } from './ministack';
import type { CreateClient } from '../../handler/private/clients';
import { expectBucket, expectQueue, expectSecret, expectTable, expectTopic, ordersTable } from '../handler/clients';

// The clients of the package, against an emulator: `FAASADE_AWS_ENDPOINT` names one that runs already.

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const caller = { traceparent, remainingTime: () => 20_000 };
const id = randomUUID().slice(0, 8);
let ministack: Ministack | undefined;

beforeAll(async () => {
  const running = process.env.FAASADE_AWS_ENDPOINT;
  if (!running) ministack = await startMinistack();
  const environment = {
    AWS_ENDPOINT_URL: running,
    AWS_ACCESS_KEY_ID: '123456789012',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    ...ministack?.environment,
  };
  Object.assign(process.env, environment);
}, 60_000);
afterAll(() => ministack?.server.stop());

/** A client as the adapter makes it: its module reads the environment when it is first loaded. */
async function client(kind: string, name: string, link: unknown): Promise<any> {
  const { create } = (await import(`../../handler/aws/client-${kind}`)) as { create: CreateClient<any> };
  return create(name, link, caller);
}

async function queueUrl(name: string): Promise<string> {
  const { SQSClient, CreateQueueCommand } = await import('@aws-sdk/client-sqs');
  const { QueueUrl } = await new SQSClient().send(new CreateQueueCommand({ QueueName: `${name}-${id}` }));
  return QueueUrl!;
}

/** The emulator asks a queue's policy whether a topic may send to it, as AWS does. */
async function letSend(QueueUrl: string, topic: string): Promise<void> {
  const { SQSClient, SetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: '*',
    Condition: { ArnEquals: { 'aws:SourceArn': topic } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await new SQSClient().send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
}

async function receive(name: string) {
  const { SQSClient, ReceiveMessageCommand } = await import('@aws-sdk/client-sqs');
  const { Messages = [] } = await new SQSClient().send(
    new ReceiveMessageCommand({
      QueueUrl: await queueUrl(name),
      MessageAttributeNames: ['All'],
      WaitTimeSeconds: 10,
    }),
  );
  const { Body, MessageAttributes = {} } = Messages[0]!;
  const attributes = Object.entries(MessageAttributes).map(([attribute, value]) => [attribute, value.StringValue]);
  return { text: Body!, attributes: Object.fromEntries(attributes) as Record<string, string> };
}

expectQueue(
  async () => client('queue', 'Jobs', [await queueUrl('jobs')]),
  () => receive('jobs'),
  traceparent,
);

expectTopic(
  async () => {
    const { SNSClient, CreateTopicCommand, SubscribeCommand } = await import('@aws-sdk/client-sns');
    const sns = new SNSClient();
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `orders-${id}` }));
    await letSend(await queueUrl('inbox'), TopicArn!);
    const Endpoint = `arn:aws:sqs:us-east-1:123456789012:inbox-${id}`;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
    return client('topic', 'Orders', TopicArn);
  },
  async () => {
    const { Message, MessageAttributes } = JSON.parse((await receive('inbox')).text);
    const attributes = Object.entries<{ Value: string }>(MessageAttributes).map(([name, { Value }]) => [name, Value]);
    return { text: Message, attributes: Object.fromEntries(attributes) as Record<string, string> };
  },
  traceparent,
);

expectBucket(async () => {
  const { S3Client, CreateBucketCommand } = await import('@aws-sdk/client-s3');
  await new S3Client().send(new CreateBucketCommand({ Bucket: `uploads-${id}` }));
  return client('bucket', 'Uploads', `uploads-${id}`);
});

expectTable(async () => {
  const { DynamoDBClient, CreateTableCommand } = await import('@aws-sdk/client-dynamodb');
  const types = { customer: 'S', order: 'S', state: 'S', total: 'N' } as const;
  const keys = ([HASH, RANGE]: readonly string[]) => [
    { AttributeName: HASH, KeyType: 'HASH' as const },
    { AttributeName: RANGE, KeyType: 'RANGE' as const },
  ];
  await new DynamoDBClient().send(
    new CreateTableCommand({
      TableName: `orders-${id}`,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Object.entries(types).map(([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      })),
      KeySchema: keys(ordersTable.k),
      GlobalSecondaryIndexes: [
        { IndexName: 'byState', KeySchema: keys(ordersTable.x.byState), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
  return client('table', 'Orders', { n: `orders-${id}`, ...ordersTable });
});

expectSecret(
  async () => {
    const { SecretsManagerClient, CreateSecretCommand } = await import('@aws-sdk/client-secrets-manager');
    const command = new CreateSecretCommand({ Name: `key-${id}`, SecretString: 's3cret ü' });
    const { ARN } = await new SecretsManagerClient().send(command);
    return client('secret', 'ApiKey', ARN);
  },
  's3cret ü',
  () => client('secret', 'ApiKey', `arn:aws:secretsmanager:us-east-1:123456789012:secret:none-${id}`),
);
