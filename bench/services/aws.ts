import { App, Stack } from 'aws-cdk-lib';
import { unwatched, work } from './work';

const [count, outdir] = process.argv.slice(2);
const app = new App({ outdir, analyticsReporting: false });
// CloudFormation takes 500 resources a stack.
const PER_STACK = 25;
for (let first = 0; first < Number(count); first += PER_STACK) {
  const stack = new Stack(app, `service-${first}`);
  unwatched(stack);
  for (let n = first; n < Math.min(first + PER_STACK, Number(count)); n++) work(stack, n);
}
app.synth();
