import { App, CfnOutput, CliCredentialsStackSynthesizer, Stack } from 'aws-cdk-lib';
import { forEmulator, leaveOut } from './for-emulator';
import { Probe } from './service/probe';
import { Thumbnails } from '../../examples/thumbnails/thumbnails';
import { aws } from 'faasade';

const mailbox = process.env.MAILBOX!;
const app = new App({ analyticsReporting: false });
// The default synthesizer publishes as a role that the emulator refuses.
const props = () => ({
  synthesizer: new CliCredentialsStackSynthesizer(),
  env: { account: '123456789012', region: 'us-east-1' },
});

const example = new Stack(app, 'thumbnails', props());
const thumbnails = new Thumbnails(example, 'Thumbnails', {
  catalogueUrl: `${mailbox}/catalogue.json`,
  pictureOrigins: [mailbox],
});
new CfnOutput(example, 'Url', { value: thumbnails.front.url });

const service = new Stack(app, 'probe', props());
const probe = new Probe(service, 'Probe', { mailbox });
aws.AwsFunction.of(probe.front).lambdaFunction.addEnvironment(
  'FORBIDDEN_URL',
  aws.AwsQueue.of(probe.forbidden).queue.queueUrl,
);
new CfnOutput(service, 'Front', { value: probe.front.url });
new CfnOutput(service, 'Hono', { value: probe.hono.url });
new CfnOutput(service, 'Jobs', { value: aws.AwsQueue.of(probe.jobs).queue.queueUrl });
new CfnOutput(service, 'DeadLetters', { value: aws.AwsQueue.of(probe.jobs).deadLetterQueue.queueUrl });

const tls = new Stack(app, 'tls', props());
const strict = new Probe(tls, 'Probe', { mailbox });
new CfnOutput(tls, 'Front', { value: strict.front.url });

// The stack `tls` keeps its policies.
[example, service].forEach(forEmulator);
leaveOut(tls);
