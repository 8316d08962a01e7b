import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';

const [count, outdir, packages] = process.argv.slice(2);
const app = new App({ outdir, analyticsReporting: false });
const stack = new Stack(app, 'service');
const common = { runtime: lambda.Runtime.NODEJS_22_X, architecture: lambda.Architecture.ARM_64, memorySize: 512 };
for (let n = 0; n < Number(count); n++) {
  if (packages) {
    const code = lambda.Code.fromAsset(`${packages}/${n}.zip`);
    new lambda.Function(stack, `Work${n}`, { ...common, code, handler: 'index.handler' });
  } else {
    new NodejsFunction(stack, `Work${n}`, { ...common, entry: `lambdas/handler${n}.ts`, handler: 'handler' });
  }
}
app.synth();
