/** What may be allowed on everything, because the service describes on everything or not at all. */
const onEverything: readonly string[] = [
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'lambda:ListEventSourceMappings',
];

/** Actions on things whose names are made on deployment, by the condition that says which are meant. */
const byCondition: Readonly<Record<string, string>> = {
  'lambda:UpdateEventSourceMapping': 'lambda:FunctionArn',
  'application-autoscaling:RegisterScalableTarget': 'application-autoscaling:service-namespace',
};

/**
 * What may be allowed on everything of the account: Lambda does not know the interfaces before it makes them, and takes
 * one or all to delete.
 */
const onAccount: readonly string[] = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/** Services whose calls don't say for whom they are made. */
const sayNoSource: readonly string[] = ['lambda.amazonaws.com'];

/** The helper of the AWS CDK that empties buckets which are destroyed with their stack. */
const helper = 'CustomS3AutoDeleteObjectsCustomResourceProviderRole3B1BD092';

/** What narrows who may call. */
const narrowing = [
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:PrincipalArn',
  'aws:PrincipalAccount',
  'aws:PrincipalOrgID',
];
const equalities = ['StringEquals', 'ArnEquals', 'ArnLike'];

interface Statement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Principal?: '*' | Readonly<Record<string, unknown>>;
  readonly NotPrincipal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

/** What a template allows that could be narrower: actions, resources, or who may call. */
export function tooWide(template: Template): string[] {
  return Object.entries(template.Resources).flatMap(([id, resource]) => {
    const { Type, Properties = {} } = resource;
    if (Type === 'AWS::Lambda::Permission') return permission(template, id, Properties);
    return [
      ...managed(id, Properties),
      ...statements(Properties).flatMap((statement) => wide(statement).map((finding) => `${id}: ${finding}`)),
    ];
  });
}

function statements(value: unknown): Statement[] {
  if (Array.isArray(value)) return value.flatMap(statements);
  if (typeof value !== 'object' || value === null) return [];
  const { Statement } = value as { Statement?: Statement[] };
  return [...(Array.isArray(Statement) ? Statement : []), ...Object.values(value).flatMap(statements)];
}

/** Policies of AWS's own are made for everything of a kind. */
function managed(id: string, { ManagedPolicyArns = [] }: Readonly<Record<string, unknown>>): string[] {
  return id === helper ? [] : [ManagedPolicyArns].flat().map((arn) => `${id}: ${text(arn)}`);
}

function wide(statement: Statement): string[] {
  const { Effect, Action = [], Resource = [] } = statement;
  if (Effect !== 'Allow') return [];
  const actions = [Action].flat();
  const resources = [Resource].flat().map(text);
  return [
    ...inverted.filter((key) => key in statement).map((key) => `all but ${key}`),
    ...(isHelper(statement) ? [] : actions.flatMap((action) => wideAction(action, resources))),
    ...actions
      .filter((action) => lacksCondition(action, statement))
      .map((action) => `${action} without ${byCondition[action]}`),
    ...(isNarrowed(statement) ? [] : callers(statement).map((caller) => `${caller} may ${actions.join(', ')}`)),
  ];
}

const inverted = ['NotAction', 'NotResource', 'NotPrincipal'] as const;

function wideAction(action: string, resources: readonly string[]): string[] {
  const everything = resources.filter(
    (resource) =>
      (resource === '*' && !onEverything.includes(action)) ||
      (/^arn(:[^:]*){4}:\*/.test(resource) && !onAccount.includes(action)),
  );
  return [...(action.includes('*') ? [action] : []), ...everything.map((resource) => `${action} on ${resource}`)];
}

function lacksCondition(action: string, { Condition = {} }: Statement): boolean {
  const key = byCondition[action];
  if (key === undefined) return false;
  const values = equalities.flatMap((operator) => [Condition[operator]?.[key] ?? []].flat().map(text));
  return values.length === 0 || values.includes('*');
}

/** Who has to be narrowed: anyone, and services, which act for whoever asks them to. */
function callers({ Principal = {} }: Statement): string[] {
  const named = Principal === '*' ? { AWS: '*' } : Principal;
  return Object.entries(named).flatMap(([kind, names]) =>
    [names]
      .flat()
      .map(text)
      .filter((name) => name === '*' || (kind !== 'AWS' && !sayNoSource.includes(name))),
  );
}

function isNarrowed({ Condition = {} }: Statement): boolean {
  return equalities.some((operator) =>
    Object.entries(Condition[operator] ?? {}).some(([key, value]) => narrowing.includes(key) && text(value) !== '*'),
  );
}

function isHelper({ Principal }: Statement): boolean {
  return typeof Principal === 'object' && text(Principal.AWS) === `<${helper}.Arn>`;
}

/** Anyone may only call a URL that is public; a service, only for one source. */
function permission(template: Template, id: string, properties: Readonly<Record<string, unknown>>): string[] {
  const { Action, Principal, FunctionName, FunctionUrlAuthType, InvokedViaFunctionUrl, ...rest } = properties;
  const byUrl =
    (Action === 'lambda:InvokeFunctionUrl' && FunctionUrlAuthType === 'NONE') ||
    (Action === 'lambda:InvokeFunction' && InvokedViaFunctionUrl === true);
  const narrowed = 'SourceArn' in rest || 'SourceAccount' in rest || 'PrincipalOrgID' in rest;
  const allowed = Principal === '*' ? byUrl && hasPublicUrl(template, text(FunctionName)) : narrowed;
  return allowed ? [] : [`${id}: ${text(Principal)} may ${text(Action)}`];
}

function hasPublicUrl({ Resources }: Template, alias: string): boolean {
  const { FunctionName } = Resources[alias.slice(1, -1)]?.Properties ?? {};
  return Object.values(Resources).some(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::Lambda::Url' &&
      Properties.AuthType === 'NONE' &&
      text(Properties.TargetFunctionArn) === `${text(FunctionName).slice(0, -1)}.Arn>`,
  );
}

/** A value as one text; what is known at deployment stands in angle brackets. */
function text(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Intrinsic;
  if (Ref !== undefined) return `<${Ref.replace('AWS::', '')}>`;
  if (attribute) return `<${attribute.join('.')}>`;
  if (join) return join[1].map(text).join(join[0]);
  return JSON.stringify(value);
}

interface Intrinsic {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly string[];
  readonly 'Fn::Join'?: readonly [string, readonly unknown[]];
}
