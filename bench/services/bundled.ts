import { App, Stack } from 'aws-cdk-lib';
import * as faas from 'faasade';

const [count, outdir] = process.argv.slice(2);
const app = new App({ outdir, analyticsReporting: false });
const stack = new Stack(app, 'service');
for (let n = 0; n < Number(count); n++) {
  new faas.Function(stack, `Work${n}`, { code: faas.Code.bundle(`src/handler${n}.ts`) });
}
app.synth();
