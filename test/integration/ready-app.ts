import { join } from 'path';
import { App, Aspects, CfnOutput, CfnResource, CliCredentialsStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { forEmulator } from './for-emulator';
import * as faas from 'faasade';

const { Capacity } = faas;
const mornings = faas.CapacityWindow.cron({ opens: '0 8 * * MON', closes: '0 12 * * MON', timeZone: 'UTC', warm: 50 });

/** What `POLICY` names. */
const policies: Readonly<Record<string, faas.Capacity>> = {
  windows: Capacity.warm(3, { windows: [mornings] }),
  max: Capacity.warm(2, { max: 60 }),
  wider: Capacity.warm(2, { max: 80 }),
  fixed: Capacity.warm(7),
  onDemand: Capacity.onDemand(),
};

const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'ready', {
  synthesizer: new CliCredentialsStackSynthesizer(),
  env: { account: '123456789012', region: 'us-east-1' },
});
const worker = new faas.Function(stack, 'Worker', {
  code: faas.Code.bundle(join(__dirname, 'service', 'tells.ts')),
  capacity: policies[process.env.POLICY!],
});
const { alias, lambdaFunction } = faas.aws.AwsFunction.of(worker);

// The emulator has no Application Auto Scaling, and asks for these where AWS asks for actions of aliases and of
// provisioned concurrency.
Aspects.of(stack).add({
  visit: (node) => {
    if (!CfnResource.isCfnResource(node)) return;
    if (node.cfnResourceType.startsWith('AWS::ApplicationAutoScaling')) {
      node.node.scope!.node.tryRemoveChild(node.node.id);
    }
  },
});
const setter = stack.node.tryFindChild('FaasadeReadyInstances')?.node.findChild('Role');
if (setter) {
  const emulated = ['lambda:GetFunction', 'lambda:UpdateFunctionCode', 'lambda:DeleteFunction', 'lambda:ListAliases'];
  const set = worker.node.findChild('Ready');
  const policy = new Policy(worker, 'ForEmulator', {
    roles: [setter as never],
    statements: [
      new PolicyStatement({ actions: emulated, resources: [lambdaFunction.functionArn, alias.functionArn] }),
    ],
  });
  set.node.addDependency(policy);
}

new CfnOutput(stack, 'Name', { value: lambdaFunction.functionName });

forEmulator(stack);
