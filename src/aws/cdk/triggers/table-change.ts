import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as pipes from 'aws-cdk-lib/aws-pipes';
import { Construct } from 'constructs';
import type { TableChangeTriggerSpec } from '../../../private/spec';
import { changeTemplate } from '../../template';
import type { AwsFunction } from '../function';
import { allow } from '../grants';
import { AwsTable } from '../table';

/** How often the pipe tries to send a record before it gives it up: the inbox takes what is not too large. */
const ATTEMPTS = 10;

/**
 * A pipe reads the table's stream and sends each record to the inbox as a message of its own. Of a record that it can't
 * send, because the message would be too large, the inbox's dead letters get the place in the stream.
 *
 * It begins with the oldest record that the stream has: for a new stream that is the first change, and a pipe that began
 * with the newest would miss what happens until it runs. A stream that is there already has changes of up to a day.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html
 */
export function tableChange(fn: AwsFunction, trigger: TableChangeTriggerSpec): void {
  const { queue, deadLetters } = fn._inbox();
  const source = AwsTable.of(trigger.table);
  const streamArn = source._streamArn();
  const scope = new Construct(fn._scope, `Table-${trigger.key}`);
  const role = pipeRole(scope);
  allow(role, streamActions, [streamArn], { arn: source._spec.encryptionKey, actions: ['kms:Decrypt'] });
  allow(role, ['sqs:SendMessage'], [queue.queueArn, deadLetters.queueArn]);
  const pipe = new pipes.CfnPipe(scope, 'Pipe', {
    roleArn: role.roleArn,
    source: streamArn,
    sourceParameters: {
      dynamoDbStreamParameters: {
        startingPosition: 'TRIM_HORIZON',
        batchSize: 1,
        parallelizationFactor: 10,
        maximumRetryAttempts: ATTEMPTS,
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    },
    target: queue.queueArn,
    targetParameters: { inputTemplate: changeTemplate(trigger.key) },
  });
  // The pipe tries its role when it is made.
  pipe.node.addDependency(role);
}

const streamActions = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];

/** For pipes of this account and region: the pipe's own name is not known before it is made. */
function pipeRole(scope: Construct): iam.Role {
  const stack = Stack.of(scope);
  return new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('pipes.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'pipes', resource: 'pipe', resourceName: '*' }) },
      },
    }),
  });
}
