import { CfnElement, Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { letPublish, tell, topicsOf } from './alarm-channels';
import { AwsFunction } from './function';
import { statement } from './grants';
import { AwsTopic } from './topic';
import type { Function } from '../../function';
import { varies } from '../../private/capacity';
import { notifiedAbove } from '../../private/notified';
import { AwsStopped, STOP_VARIABLE } from '../../private/stop-contract';
import type { StopBackend } from '../../private/target';
import type { Stop } from '../../stop';

/** Where parameters keep what functions had before: one for each, whichever stop stopped it. */
const PARAMETERS = '/faasade/stop';

export function buildStop(stop: Stop): StopBackend {
  letPublish(AwsTopic.of(stop.topic).topic);
  const built = alarms(stop);
  return {
    _guard: (functions) => {
      guard(stop, functions);
      const topics = topicsOf(stop, notifiedAbove(stop));
      built.forEach((alarm) => tell(alarm, topics));
    },
    _command: (notice) => command(stop, notice),
  };
}

/** Gives a stop its rights and its list. */
function guard(stop: Stop, functions: readonly Function[]): void {
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
  allowInParts(stop, breaker.role, guarded);
}

/**
 * What it takes to stop and resume these functions. Application Auto Scaling knows no single targets in policies: the
 * breaker could register others of the account.
 */
function rights(stop: Stop, guarded: readonly AwsFunction[]): iam.PolicyStatement[] {
  const stack = Stack.of(stop);
  const functions = guarded.map(({ lambdaFunction }) => lambdaFunction.functionArn);
  const aliases = guarded.map(({ alias }) => alias.functionArn);
  const parameters = guarded
    .flatMap(({ lambdaFunction: { functionName } }) => [functionName, `${functionName}/lock`])
    .map((name) => stack.formatArn({ service: 'ssm', resource: `parameter${PARAMETERS}`, resourceName: name }));
  const mappings = stack.formatArn({ service: 'lambda', resource: 'event-source-mapping:*' });
  const scalable = stack.formatArn({
    service: 'application-autoscaling',
    resource: 'scalable-target',
    resourceName: '*',
  });
  return [
    statement(
      ['lambda:GetFunctionConcurrency', 'lambda:PutFunctionConcurrency', 'lambda:DeleteFunctionConcurrency'],
      functions,
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
    // With and without the alias: no document says which of the two the condition sees.
    statement(['lambda:UpdateEventSourceMapping'], [mappings], {
      ArnEquals: { 'lambda:FunctionArn': [...aliases, ...functions] },
    }),
    statement(['ssm:GetParameter', 'ssm:PutParameter', 'ssm:DeleteParameter'], parameters),
    ...(guarded.some(({ _model }) => varies(_model.spec.capacity))
      ? [
          statement(['application-autoscaling:RegisterScalableTarget'], [scalable], {
            StringEquals: {
              'application-autoscaling:service-namespace': 'lambda',
              'application-autoscaling:scalable-dimension': 'lambda:function:ProvisionedConcurrency',
            },
          }),
        ]
      : []),
  ];
}

/** Of a managed policy's 6,144 characters a function takes up to 800. */
const FUNCTIONS_A_POLICY = 6;

/** Policies of their own: what stands in a role itself may be 10,240 characters in all. */
function allowInParts(stop: Stop, role: iam.IRole, guarded: readonly AwsFunction[]): void {
  for (let start = 0; start < guarded.length; start += FUNCTIONS_A_POLICY) {
    new iam.ManagedPolicy(stop, `Policy${start / FUNCTIONS_A_POLICY}`, {
      roles: [role],
      statements: rights(stop, guarded.slice(start, start + FUNCTIONS_A_POLICY)),
    });
  }
}

/** Seconds after which a notice that is still waiting has failed at least once, or got no concurrency. */
const LATE = 600;

/** Go off where a notice could not be followed, and before that, where it could not be yet. */
function alarms(stop: Stop): cloudwatch.Alarm[] {
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
  return [
    alarm('Failed', 'could not be', deadLetters.metricApproximateNumberOfMessagesVisible(), 0),
    alarm('Late', 'are still not', queue.metricApproximateAgeOfOldestMessage(), LATE),
  ];
}

/** The topic's name is made on deployment, so the command asks for it. */
function command(stop: Stop, notice: string): string {
  const stack = Stack.of(stop);
  const topic = physicalId(stack, stop.topic.node.defaultChild as CfnElement);
  // Nothing is published where the topic was not found.
  return `arn="${topic}" && aws sns publish${inRegion(stack)} --topic-arn "$arn" --message '${notice}'`;
}

/** What asks for the name of a resource, in a shell. A nested stack's own name is one of its parent's resources. */
function physicalId(stack: Stack, resource: CfnElement): string {
  const parent = stack.nestedStackParent;
  const name = parent ? `"${physicalId(parent, stack.nestedStackResource!)}"` : `'${stack.stackName}'`;
  const id: string = stack.resolve(resource.logicalId);
  return (
    `$(aws cloudformation describe-stack-resource${inRegion(stack)} --stack-name ${name} --logical-resource-id '${id}' ` +
    '--query StackResourceDetail.PhysicalResourceId --output text)'
  );
}

/** Without it a command would go to the region that the shell is set to. */
function inRegion({ region }: Stack): string {
  return Token.isUnresolved(region) ? '' : ` --region '${region}'`;
}
