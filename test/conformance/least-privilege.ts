/** What a statement may ask for on everything, because the service allows no narrower resource. */
const onEverything: Readonly<Record<string, string>> = {
  'ec2:CreateNetworkInterface': 'Lambda makes interfaces in the VPC: EC2 has no resource for what does not exist yet.',
  'ec2:DescribeNetworkInterfaces': 'EC2 describes on everything or not at all.',
  'ec2:DescribeSubnets': 'EC2 describes on everything or not at all.',
  'ec2:DeleteNetworkInterface': 'Lambda does not know the interfaces before it makes them.',
  'ec2:AssignPrivateIpAddresses': 'Lambda does not know the interfaces before it makes them.',
  'ec2:UnassignPrivateIpAddresses': 'Lambda does not know the interfaces before it makes them.',
};

interface Statement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly Resource?: unknown;
}

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>;
}

/** Statements of identity policies that allow more than they need to: any wildcard of actions, or every resource. */
export function tooWide(template: Template): string[] {
  return Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) =>
    Type.startsWith('AWS::IAM::') ? statements(Properties).flatMap((statement) => wide(id, statement)) : [],
  );
}

function statements(value: unknown): Statement[] {
  if (Array.isArray(value)) return value.flatMap(statements);
  if (typeof value !== 'object' || value === null) return [];
  const { Statement } = value as { Statement?: Statement[] };
  return [...(Array.isArray(Statement) ? Statement : []), ...Object.values(value).flatMap(statements)];
}

function wide(id: string, { Effect, Action = [], Resource }: Statement): string[] {
  if (Effect !== 'Allow') return [];
  const actions = [Action].flat();
  const everything = [Resource].flat().includes('*');
  return actions
    .filter((action) => action.includes('*') || (everything && !(action in onEverything)))
    .map((action) => `${id}: ${action} on ${JSON.stringify(Resource)}`);
}
