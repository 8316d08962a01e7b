import { join } from 'path';
import {
  App,
  Aspects,
  CfnCondition,
  CfnOutput,
  CliCredentialsStackSynthesizer,
  Duration,
  Fn,
  Stack,
} from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { forEmulator } from './for-emulator';
import * as faas from 'faasade';

const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'watched', {
  synthesizer: new CliCredentialsStackSynthesizer(),
  env: { account: '123456789012', region: 'us-east-1' },
});

const news = new faas.Topic(stack, 'Alarms');
faas.Observability.notify(stack, [faas.AlarmChannel.topic(news)]);
faas.Observability.dashboard(stack);
const shaky = new faas.Function(stack, 'Shaky', {
  code: faas.Code.bundle(join(__dirname, 'service', 'shaky.ts')),
  triggers: [
    faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC }),
    faas.Trigger.schedule(faas.Schedule.rate(Duration.hours(1))),
  ],
  // The emulator's CloudFormation takes no alarm that reckons: the test asks the metrics that it would read.
  observability: faas.Observability.standard({
    logRetention: Duration.days(7),
    without: [faas.AlarmKind.ERROR_RATE],
  }),
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
// The emulator's CloudFormation takes neither a budget nor its alarm, which reckons: they are in the template, not deployed,
// and the test sends the budget to the API that CloudFormation would.
const never = new CfnCondition(stack, 'Never', { expression: Fn.conditionEquals('emulator', 'cloud') });
Aspects.of(stack).add({
  visit: (node) => {
    if (node instanceof CfnBudget || (node instanceof CfnAlarm && node.metrics)) node.cfnOptions.condition = never;
  },
});
// Made when all is described, and so is the output of its name.
Aspects.of(stack).add({
  visit: (node) => {
    if (node instanceof CfnDashboard) new CfnOutput(stack, 'Shown', { value: node.ref });
  },
});
