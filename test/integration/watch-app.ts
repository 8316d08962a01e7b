import { join } from 'path';
import { App, Aspects, CfnOutput, CliCredentialsStackSynthesizer, Duration, Stack } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { forEmulator } from './for-emulator';
import * as faas from 'faasade';

const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'watched', {
  synthesizer: new CliCredentialsStackSynthesizer(),
  env: { account: '123456789012', region: 'us-east-1' },
});

const news = new faas.Topic(stack, 'Alarms');
faas.Observability.notify(stack, [faas.AlarmChannel.topic(news)]);
const shaky = new faas.Function(stack, 'Shaky', {
  code: faas.Code.bundle(join(__dirname, 'service', 'shaky.ts')),
  triggers: [
    faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC }),
    faas.Trigger.schedule(faas.Schedule.rate(Duration.hours(1))),
  ],
  observability: faas.Observability.standard({ logRetention: Duration.days(7), coldStarts: 20 }),
  budget: faas.Budget.monthlyUsd(49.5, {
    notify: [faas.AlarmChannel.email('team@example.com'), faas.AlarmChannel.topic(news)],
    alertAtPercent: [80, 100],
  }),
});

const { lambdaFunction } = faas.aws.AwsFunction.of(shaky);
new CfnOutput(stack, 'Url', { value: shaky.url });
new CfnOutput(stack, 'Name', { value: lambdaFunction.functionName });
new CfnOutput(stack, 'LogGroup', { value: lambdaFunction.logGroup.logGroupName });
new CfnOutput(stack, 'Topic', { value: faas.aws.AwsTopic.of(news).topic.topicArn });

forEmulator(stack);
// Made when all is described, and so is the output of its name.
Aspects.of(stack).add({
  visit: (node) => {
    if (node instanceof CfnDashboard) new CfnOutput(stack, 'Shown', { value: node.ref });
  },
});
