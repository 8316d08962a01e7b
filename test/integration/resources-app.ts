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

[stack, shop].forEach(forEmulator);
