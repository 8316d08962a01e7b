import { readFileSync } from 'fs';
import { join } from 'path';
import { App, CfnResource, Validations } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import * as faas from '../../../src';
import { features } from '../../../src/aws/features';
import { cases, fn } from '../../conformance/cases';
import { place } from '../../stacks';

/** Findings that stand, each with the reason. */
const accepted: readonly (readonly [rule: RegExp, reason: string])[] = [
  [
    /^AwsSolutions-L1$/,
    'Node.js 22 is the newest runtime that every cloud has, and what one description means on all of them.',
  ],
  [/^AwsSolutions-S1$/, "Where access logs go is the account's own business: the handle gives the bucket to set them."],
  [
    /^AwsSolutions-IAM5\[Resource::(<\w+\.Arn>|arn:aws:s3:::[\w.-]+|\w+:ExportsOutput\w*Bucket\w*Arn\w+)\/\*\]$/,
    'All objects of one bucket are what was granted.',
  ],
  [
    /^AwsSolutions-IAM5\[Resource::(\*|arn:<AWS::Partition>:ec2:.*:\*\/\*)\]$/,
    'What Lambda asks for in a VPC, and to list mappings.',
  ],
  [
    /^AwsSolutions-IAM5\[Resource::arn:<AWS::Partition>:(lambda:.*:event-source-mapping:\*|application-autoscaling:.*:scalable-target\/\*)\]$/,
    'Their ids are made on deployment; a condition names the functions, or the service.',
  ],
  [/^AwsSolutions-DDB3$/, "Point-in-time recovery is the description's choice, and has a price."],
  [/^AwsSolutions-SMG4$/, 'What a secret opens decides how it is rotated.'],
];

const context = { '@aws-cdk/core:validateAgainstDefaultRules': true };

interface Report {
  readonly pluginReports: {
    readonly violations: {
      readonly ruleName: string;
      readonly description: string;
      readonly violatingConstructs: { readonly constructPath: string }[];
    }[];
  }[];
}

/** What the CDK's own template validation and the AWS Solutions pack find, by rule. */
function findings(describeIt: (scope: Construct, other: () => Construct) => void): Map<string, string> {
  const { stack, other, synth } = place('aws', context);
  describeIt(stack, () => other());
  const app = stack.node.root as App;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  try {
    synth();
  } catch {
    // The report says more than the error.
  }
  const { pluginReports }: Report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return new Map(
    pluginReports
      .flatMap(({ violations }) => violations)
      .map(({ ruleName, description, violatingConstructs }) => [
        ruleName,
        `${description} ${violatingConstructs.map(({ constructPath }) => constructPath).join(', ')}`,
      ]),
  );
}

/** Those that build on AWS. */
const aws = cases.filter(
  ({ uses, refused }) => !refused?.aws && uses.every((id) => features[id].kind !== 'unsupported'),
);
const found = new Set<string>();

test.each(aws)('$name: nothing is found but what is accepted', ({ describe: describeIt }) => {
  const all = findings(describeIt);
  all.forEach((_message, rule) => found.add(rule));
  expect([...all].filter(([rule]) => !accepted.some(([pattern]) => pattern.test(rule)))).toEqual([]);
});

test('nothing is accepted that is not found', () => {
  const never = accepted.filter(([pattern]) => ![...found].some((rule) => pattern.test(rule)));
  expect(never).toEqual([]);
});

test('both would find something', () => {
  const all = findings((scope) => {
    const api = fn(scope, 'Api', { triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC })] });
    (api.node.defaultChild as CfnResource).addPropertyOverride('Timeout', 901);
    const { role } = faas.aws.AwsFunction.of(api);
    role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole'));
  });
  expect([...all.keys()].sort()).toEqual([
    expect.stringMatching(/^AwsSolutions-IAM4/),
    'AwsSolutions-L1',
    expect.stringMatching(/^[EF]3\d+$/),
  ]);
});
