import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { calling } from './call';
import { textAttributes } from './message-attributes';
import { regional } from './regional';
import type { AwsLinks } from '../../src/private/contract';
import type { CreateClient } from '../private/clients';
import { outgoing } from '../private/outgoing';

const sns = regional((config) => new SNSClient(config));

/**
 * Publishes to SNS.
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export const create: CreateClient<'topic', NonNullable<AwsLinks['t']>[string]> = (id, arn, caller) => ({
  async publish(data, given) {
    const { text, attributes } = outgoing(`topic '${id}'`, data, given, caller);
    const command = new PublishCommand({
      TopicArn: arn,
      Message: text,
      MessageAttributes: textAttributes(attributes),
    });
    await calling(`Publishing to topic '${id}'`, caller, (options) => sns(arn).send(command, options));
  },
});
