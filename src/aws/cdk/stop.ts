import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AwsFunction } from './function';
import { statement } from './grants';
import { AwsTopic } from './topic';
import type { Function } from '../../function';
import { varies } from '../../private/capacity';
import { AwsStopped, STOP_VARIABLE } from '../../private/stop-contract';
import type { StopBackend } from '../../private/target';
import type { Stop } from '../../stop';

/** Where parameters keep what functions had before: one for each, whichever stop stopped it. */
const PARAMETERS = '/faasade/stop';

/** Gives a stop its rights and its list, and lets alarms and budgets publish notices. */
export function buildStop(stop: Stop, functions: readonly Function[]): StopBackend {
  const guarded = functions.map((fn) => AwsFunction.of(fn));
  const breaker = AwsFunction.of(stop.breaker);
  const targets: AwsStopped = {
    p: PARAMETERS,
    f: guarded.map(({ lambdaFunction, alias, _model }) => [
      lambdaFunction.functionName,
      alias.aliasName,
      ...(varies(_model.spec.capacity) ? ([1] as const) : ([] as const)),
    ]),
  };
  stop.breaker.addEnvironment(STOP_VARIABLE, JSON.stringify(targets));
  new iam.Policy(stop, 'Policy', { roles: [breaker.role], statements: rights(stop, guarded) });
  letPublish(stop);
  alarms(stop);
  return { _command: (notice) => command(stop, notice) };
}

/** What it takes to stop and resume these functions, and nothing else. */
function rights(stop: Stop, guarded: readonly AwsFunction[]): iam.PolicyStatement[] {
  const stack = Stack.of(stop);
  const names = guarded.map(({ lambdaFunction }) => lambdaFunction.functionName);
  const aliases = guarded.map(({ alias }) => alias.functionArn);
  const parameters = names.map((name) =>
    stack.formatArn({ service: 'ssm', resource: `parameter${PARAMETERS}`, resourceName: name }),
  );
  const mappings = stack.formatArn({ service: 'lambda', resource: 'event-source-mapping:*' });
  const scalable = stack.formatArn({
    service: 'application-autoscaling',
    resource: 'scalable-target',
    resourceName: '*',
  });
  return [
    statement(
      ['lambda:GetFunctionConcurrency', 'lambda:PutFunctionConcurrency', 'lambda:DeleteFunctionConcurrency'],
      guarded.map(({ lambdaFunction }) => lambdaFunction.functionArn),
    ),
    statement(
      [
        'lambda:GetProvisionedConcurrencyConfig',
        'lambda:PutProvisionedConcurrencyConfig',
        'lambda:DeleteProvisionedConcurrencyConfig',
      ],
      aliases,
    ),
    // Lambda lets nobody list the mappings of one function only.
    statement(['lambda:ListEventSourceMappings'], ['*']),
    statement(['lambda:UpdateEventSourceMapping'], [mappings], { ArnEquals: { 'lambda:FunctionArn': aliases } }),
    statement(['ssm:GetParameter', 'ssm:PutParameter', 'ssm:DeleteParameter'], parameters),
    ...(guarded.some(({ _model }) => varies(_model.spec.capacity))
      ? [
          statement(['application-autoscaling:RegisterScalableTarget'], [scalable], {
            StringEquals: { 'application-autoscaling:service-namespace': 'lambda' },
          }),
        ]
      : []),
  ];
}

/** Alarms and budgets of this account. */
function letPublish(stop: Stop): void {
  const { topic } = AwsTopic.of(stop.topic);
  const stack = Stack.of(stop);
  const sources = {
    cloudwatch: stack.formatArn({ service: 'cloudwatch', resource: 'alarm:*' }),
    budgets: stack.formatArn({ service: 'budgets', region: '', resource: '*' }),
  };
  for (const [service, arn] of Object.entries(sources)) {
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': arn } },
      }),
    );
  }
}

/** Seconds after which a notice that is still waiting has failed at least once, or got no concurrency. */
const LATE = 600;

/** Go off where a notice could not be followed, and before that, where it could not be yet. */
function alarms(stop: Stop): void {
  const { queue, deadLetters } = AwsFunction.of(stop.breaker)._inbox();
  const alarm = (id: string, what: string, metric: cloudwatch.Metric, threshold: number) =>
    new cloudwatch.Alarm(stop, id, {
      alarmDescription: `The functions of ${stop.node.scope!.node.path} ${what} stopped or resumed.`,
      metric,
      threshold,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  alarm('Failed', 'could not be', deadLetters.metricApproximateNumberOfMessagesVisible(), 0);
  alarm('Late', 'are still not', queue.metricApproximateAgeOfOldestMessage(), LATE);
}

/** The topic's name is made on deployment, so the command asks for it. */
function command(stop: Stop, notice: string): string {
  const stack = Stack.of(stop);
  const id: string = stack.resolve((stop.topic.node.defaultChild as { readonly logicalId?: string }).logicalId);
  const arn =
    `$(aws cloudformation describe-stack-resource --stack-name '${stack.stackName}' --logical-resource-id '${id}' ` +
    `--query StackResourceDetail.PhysicalResourceId --output text)`;
  return `aws sns publish --topic-arn "${arn}" --message '${notice}'`;
}
