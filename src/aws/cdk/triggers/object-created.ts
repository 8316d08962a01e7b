import * as events from 'aws-cdk-lib/aws-events';
import type { ObjectCreatedTriggerSpec } from '../../../private/spec';
import { objectPaths, objectTemplate } from '../../template';
import type { TriggerPlans } from '../../triggers';
import { AwsBucket } from '../bucket';
import { admit } from '../delivery';
import type { AwsFunction } from '../function';

/** S3 tells EventBridge, a rule of which sends to the inbox, and what it can't deliver to the inbox's dead letters. */
export function objectCreated(
  fn: AwsFunction,
  trigger: ObjectCreatedTriggerSpec,
  { keys }: TriggerPlans['objectCreated'],
): void {
  const source = AwsBucket.of(trigger.bucket);
  source._notify();
  const inbox = fn._inbox();
  const rule = new events.CfnRule(fn._scope, `Bucket-${trigger.key}`, {
    eventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: [source.bucket.bucketName] }, ...(keys && { object: { key: keys } }) },
    },
    targets: [
      {
        id: 'Inbox',
        arn: inbox.queue.queueArn,
        deadLetterConfig: { arn: inbox.deadLetters.queueArn },
        inputTransformer: { inputPathsMap: objectPaths, inputTemplate: objectTemplate(trigger.key) },
      },
    ],
  });
  admit(inbox, 'events.amazonaws.com', rule.attrArn);
}
