import { App, CfnOutput, CliCredentialsStackSynthesizer, Stack } from 'aws-cdk-lib';
import { forEmulator } from './for-emulator';
import { Everything } from './service/everything';
import { FlashSale } from '../../examples/flash-sale/flash-sale';

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
})) {
  new CfnOutput(stack, name, { value: url });
}
new CfnOutput(stack, 'DeadLetters', { value: everything.worker.deadLetters.name });
new CfnOutput(stack, 'JobsDeadLetters', { value: everything.jobs.deadLetters.name });

const shop = new Stack(app, 'flash-sale', props());
const sale = new FlashSale(shop, 'FlashSale', { item: 'console', quantity: 500, temporary: true, failing: 0.05 });
new CfnOutput(shop, 'Url', { value: sale.shop.url });

[stack, shop].forEach(forEmulator);
