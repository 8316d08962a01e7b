import type { IConstruct } from 'constructs';
import type { Naming } from '../naming';
import { TerraformStack } from './engine';

/** What a cloud allows as the name of one kind of resource. */
export interface NameRule {
  /** The Terraform type. */
  readonly resource: string;
  readonly maxLength: number;
  readonly separator: '-' | '';
  /** What a valid name matches. */
  readonly pattern: RegExp;
}

/** A cloud that names resources. */
export interface Namer {
  readonly naming: Naming;
  readonly namespace: string;
}

/** The name of a resource that `scope` stands for; `part` tells several of one kind apart. */
export function nameOf(cloud: Namer, scope: IConstruct, rule: NameRule, part?: string): string {
  const stack = TerraformStack.of(scope);
  const path = [
    ...scope.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id),
    ...(part ? [part] : []),
  ];
  const { resource, maxLength, separator } = rule;
  const name = cloud.naming.nameOf({
    resource,
    maxLength,
    separator,
    path: path.join('/'),
    stack: stack.node.id,
    namespace: cloud.namespace,
  });
  if (!rule.pattern.test(name)) {
    throw new Error(
      `The cloud's naming gave '${name}' for the ${resource} of '${scope.node.path}', which must match ${rule.pattern}.`,
    );
  }
  return name;
}
