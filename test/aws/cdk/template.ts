import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { place } from '../../stacks';

export type Resource = {
  readonly Properties: Record<string, any>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
};

/** A template by type; asking for one resource fails if there are others of its type. */
export class Resources {
  constructor(private readonly template: Template) {}

  public all(type: string): Resource[] {
    return Object.values(this.template.findResources(nameOf(type))) as Resource[];
  }

  public ids(type: string): string[] {
    return Object.keys(this.template.findResources(nameOf(type)));
  }

  public one(type: string): Record<string, any> {
    const found = this.all(type);
    if (found.length !== 1) throw new Error(`${found.length} resources are of the type ${type}.`);
    return found[0].Properties;
  }

  public id(type: string): string {
    this.one(type);
    return this.ids(type)[0];
  }

  /** The one id of a type that begins so. */
  public idOf(type: string, beginning: string): string {
    const found = this.ids(type).filter((id) => id.startsWith(beginning));
    if (found.length !== 1) throw new Error(`${found.length} ids of the type ${type} begin with ${beginning}.`);
    return found[0];
  }

  public of(id: string): Record<string, any> {
    return this.template.toJSON().Resources[id].Properties;
  }

  /** What a role may do, by statement. */
  public allowed(role: string): Statement[] {
    return [...this.all('IAM::Policy'), ...this.all('IAM::ManagedPolicy')]
      .filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  }
}

function nameOf(type: string): string {
  return type.startsWith('Custom::') ? type : `AWS::${type}`;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** What a description becomes in a plain `Stack`. */
export function build(describe: (stack: Stack) => void, context: Record<string, unknown> = {}): Resources {
  const { stack } = place('aws', context);
  describe(stack as Stack);
  return resourcesOf(stack as Stack);
}

export function resourcesOf(stack: Stack): Resources {
  return new Resources(Template.fromStack(stack));
}

export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const ref = (id: string) => ({ Ref: id });
