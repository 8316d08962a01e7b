import { Aspects, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';

interface Statement {
  readonly Condition?: { readonly Bool?: object };
  readonly Resource?: unknown;
}

/**
 * Changes what keeps the emulator from running a stack, and nothing else:
 * - it speaks HTTP, and enforces the policies that refuse what is not TLS: these are told never to;
 * - its `Ref` of a secret is the name, where CloudFormation's is the ARN.
 */
export function forEmulator(stack: Stack): void {
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

function statements(stack: Stack, node: IConstruct): [CfnResource, Statement, number][] {
  if (!(node instanceof CfnResource) || !/Policy$/.test(node.cfnResourceType)) return [];
  const { Properties } = stack.resolve(node._toCloudFormation()).Resources[idOf(stack, node)];
  const { Statement = [] } = (Properties.PolicyDocument ?? {}) as { Statement?: Statement[] };
  return Statement.map((statement, index) => [node, statement, index]);
}

function idOf(stack: Stack, node: CfnResource): string {
  return stack.resolve(node.logicalId);
}
