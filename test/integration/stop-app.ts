import { join } from 'path';
import { App, CfnOutput, CliCredentialsStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { forEmulator } from './for-emulator';
import * as faas from 'faasade';

const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'stoppable', {
  // The default synthesizer publishes as a role that the emulator refuses.
  synthesizer: new CliCredentialsStackSynthesizer(),
  env: { account: '123456789012', region: 'us-east-1' },
});
const environment = { MAILBOX: process.env.MAILBOX! };
const code = (name: string, options: faas.BundleOptions = {}) =>
  faas.Code.bundle(join(__dirname, 'service', `${name}.ts`), options);

const jobs = new faas.Queue(stack, 'Jobs');
const front = new faas.Function(stack, 'Front', {
  code: code('calls', { clients: [faas.Client.QUEUE] }),
  triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC })],
});
jobs.grantSend(front);
const worker = new faas.Function(stack, 'Worker', {
  code: code('tells'),
  environment,
  limits: { maxInstances: 4 },
  triggers: [faas.Trigger.queue(jobs)],
});
/** Goes on whatever is stopped: it sends while the worker is. */
const guarded = faas.Stop.of(worker);

// The emulator asks for these where AWS asks for actions of provisioned concurrency: to read, to give and to take it.
const emulated = ['lambda:GetFunction', 'lambda:UpdateFunctionCode', 'lambda:DeleteFunction'];
const { alias, lambdaFunction } = faas.aws.AwsFunction.of(worker);
new Policy(stack, 'ForEmulator', {
  roles: [faas.aws.AwsFunction.of(guarded.breaker).role],
  statements: [new PolicyStatement({ actions: emulated, resources: [lambdaFunction.functionArn, alias.functionArn] })],
});

new CfnOutput(stack, 'Url', { value: front.url });
new CfnOutput(stack, 'JobsName', { value: faas.aws.AwsQueue.of(jobs).queue.queueName });
new CfnOutput(stack, 'DeadLetters', { value: jobs.deadLetters.name });
new CfnOutput(stack, 'Notices', { value: faas.aws.AwsTopic.of(guarded.topic).topic.topicArn });
new CfnOutput(stack, 'WorkerName', { value: faas.aws.AwsFunction.of(worker).lambdaFunction.functionName });
new CfnOutput(stack, 'FrontName', { value: faas.aws.AwsFunction.of(front).lambdaFunction.functionName });

forEmulator(stack);
