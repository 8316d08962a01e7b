import { join } from 'path';
import { Aspects, CfnCondition, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';
import * as faas from 'faasade';

interface Statement {
  readonly Condition?: { readonly Bool?: object };
  readonly Resource?: unknown;
}

/**
 * Changes what keeps the emulator from running a stack, and nothing else:
 * - it speaks HTTP, and enforces the policies that refuse what is not TLS: these are told never to;
 * - its `Ref` of a secret is the name, where CloudFormation's is the ARN;
 * - its function URLs have no names in DNS;
 * - what `leaveOut` says.
 */
export function forEmulator(stack: Stack): void {
  leaveOut(stack);
  Aspects.of(stack).add({
    visit: (node) => {
      if (!(node instanceof CfnFunction)) return;
      const preload = `--require ${join(__dirname, 'function-urls.cjs')}`;
      node.addPropertyOverride('Environment.Variables.NODE_OPTIONS', preload);
    },
  });
  Aspects.of(stack).add({ visit: (node) => statements(stack, node).forEach(([...parts]) => change(...parts)) });

  function change(node: CfnResource, { Condition, Resource }: Statement, index: number): void {
    const path = `Properties.PolicyDocument.Statement.${index}`;
    if (Condition?.Bool && 'aws:SecureTransport' in Condition.Bool) {
      node.addOverride(`${path}.Condition.Bool`, { 'aws:SecureTransport': 'never' });
    }
    const { Ref } = (Resource ?? {}) as { Ref?: string };
    const isSecret = stack.node.findAll().some((other) => other instanceof CfnSecret && idOf(stack, other) === Ref);
    if (isSecret) node.addOverride(`${path}.Resource`, { 'Fn::GetAtt': [Ref, 'Id'] });
  }
}

/** Its CloudFormation takes neither budgets nor alarms that reckon: they are in the template, and not deployed. */
export function leaveOut(stack: Stack): void {
  const never = new CfnCondition(stack, 'Never', { expression: Fn.conditionEquals('emulator', 'cloud') });
  Aspects.of(stack).add({
    visit: (node) => {
      if (node instanceof CfnBudget || (node instanceof CfnAlarm && node.metrics)) node.cfnOptions.condition = never;
    },
  });
}

/** Tells a function where all is that another one is linked to, without a grant. */
export function linkAs(fn: faas.Function, other: faas.Function): void {
  const stack = Stack.of(fn);
  const [stranger, linked] = [fn, other].map((each) => faas.aws.AwsFunction.of(each).lambdaFunction.node.defaultChild);
  Aspects.of(fn).add({
    visit: (node) => {
      if (node !== stranger) return;
      const { FAASADE_LINKS } = propertiesOf(stack, linked as CfnResource).Environment.Variables;
      (node as CfnFunction).addPropertyOverride('Environment.Variables.FAASADE_LINKS', FAASADE_LINKS);
    },
  });
}

function statements(stack: Stack, node: IConstruct): [CfnResource, Statement, number][] {
  if (!(node instanceof CfnResource) || !/Policy$/.test(node.cfnResourceType)) return [];
  const { Statement = [] } = (propertiesOf(stack, node).PolicyDocument ?? {}) as { Statement?: Statement[] };
  return Statement.map((statement, index) => [node, statement, index]);
}

function propertiesOf(stack: Stack, node: CfnResource) {
  return stack.resolve(node._toCloudFormation()).Resources[idOf(stack, node)].Properties;
}

function idOf(stack: Stack, node: CfnResource): string {
  return stack.resolve(node.logicalId);
}
