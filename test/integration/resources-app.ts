import { join } from 'path';
import { App, CfnOutput, CliCredentialsStackSynthesizer, Stack } from 'aws-cdk-lib';
import { forEmulator, linkAs } from './for-emulator';
import { Everything } from './service/everything';
import { FlashSale } from '../../examples/flash-sale/flash-sale';
import * as faas from 'faasade';

const app = new App({ analyticsReporting: false });
// The default synthesizer publishes as a role that the emulator refuses.
const props = () => ({
  synthesizer: new CliCredentialsStackSynthesizer(),
  env: { account: '123456789012', region: 'us-east-1' },
});

const stack = new Stack(app, 'everything', props());
const everything = new Everything(stack, 'Everything', { mailbox: process.env.MAILBOX! });
for (const [name, { url }] of Object.entries({
  Both: everything.both,
  Reader: everything.reader,
  Writer: everything.writer,
  Inner: everything.inner,
  Stranger: everything.stranger,
})) {
  new CfnOutput(stack, name, { value: url });
}
new CfnOutput(stack, 'DeadLetters', { value: everything.worker.deadLetters.name });
new CfnOutput(stack, 'JobsDeadLetters', { value: everything.jobs.deadLetters.name });

// One who knows where everything is, and was granted nothing.
linkAs(everything.stranger, everything.both);

const shop = new Stack(app, 'flash-sale', props());
const sale = new FlashSale(shop, 'FlashSale', { item: 'console', quantity: 500, temporary: true, failing: 0.05 });
new CfnOutput(shop, 'Url', { value: sale.shop.url });
new CfnOutput(shop, 'PayLogs', { value: faas.aws.AwsFunction.of(sale.pay).logGroup.logGroupName });

// The emulator has no Application Auto Scaling, so that windows and scaling by use have no function here.
const capacity = new Stack(app, 'capacity', props());
const pinged = new faas.Function(capacity, 'Pinged', {
  code: faas.Code.bundle(join(__dirname, 'service', 'front.ts'), { external: ['@aws-sdk/client-sqs'] }),
  triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC })],
  capacity: faas.Capacity.ping(3, { every: faas.Duration.minutes(1) }),
});
new CfnOutput(capacity, 'Url', { value: pinged.url });
new CfnOutput(capacity, 'Logs', { value: faas.aws.AwsFunction.of(pinged).logGroup.logGroupName });

[stack, shop, capacity].forEach(forEmulator);
