import { Arguments, resources, Stack } from './terraform';

/** What is granted on the whole project, because Google grants it on nothing less. */
const onProject: readonly string[] = [
  // Builds write logs; Cloud Logging grants that on projects only.
  'roles/logging.logWriter',
];

/** What lets in everyone. */
const everyone = /^(allUsers|allAuthenticatedUsers|domain:.*)$/;

/** Roles that allow nearly all, or to allow others. */
const mighty = /^roles\/(owner|editor|viewer)$|admin$/i;

/** All that roles of our own allow. */
const ownPermissions: readonly string[] = [
  'pubsub.subscriptions.get,pubsub.subscriptions.update',
  'run.services.get,run.services.update',
];

/** What a stack allows that could be narrower: roles, what they are granted on, and to whom. */
export function tooWide(stack: Stack): string[] {
  return [...ownRoles(stack), ...grants(stack)];
}

function ownRoles(stack: Stack): string[] {
  return resources(stack, /^google_(project|organization)_iam_custom_role$/).flatMap(({ address, its }) => {
    const permissions = String(its.permissions);
    return ownPermissions.includes(permissions) ? [] : [`${address}: allows ${permissions}`];
  });
}

function grants(stack: Stack): string[] {
  return resources(stack, /_iam_(member|binding|policy|audit_config)$/).flatMap(({ address, its }) =>
    [
      // These take away what others granted.
      ...(/_iam_(binding|policy)\./.test(address) ? ['takes the place of what others granted'] : []),
      ...(mighty.test(String(its.role)) ? [String(its.role)] : []),
      ...(everyone.test(String(its.member)) && !isPublicHttp(stack, address, its)
        ? [`${String(its.role)} for ${String(its.member)}`]
        : []),
      ...(/^google_(project|folder|organization)_/.test(address) ? onWhole(address, its) : []),
      ...(/^google_service_account_/.test(address) ? asAnother(stack, its) : []),
      ...(its.role === 'roles/storage.objectUser' && !namesAll(its) ? [`${its.role} on all of a bucket`] : []),
    ].map((finding) => `${address}: ${finding}`),
  );
}

/** On a project, only what can't be granted on less, or on what a condition names. */
function onWhole(address: string, its: Arguments): string[] {
  const role = String(its.role);
  const allowed = address.startsWith('google_project_') && (namesAll(its) || onProject.includes(role));
  return allowed ? [] : [`${role} on the whole ${address.split('_')[1]!}`];
}

/** Whether a condition names all resources that it lets pass. */
function namesAll({ condition }: Arguments): boolean {
  const { expression = '' } = (condition ?? {}) as { expression?: string };
  return expression
    .split('||')
    .every((part) => /^\s*resource\.name(\s*==\s*"[^"*]+"|\.startsWith\("[^"*]+"\))\s*$/.test(part));
}

/** Nobody acts as another, but who changes what runs or pushes as that one, which Google asks for. */
function asAnother(stack: Stack, { role, member, service_account_id: account }: Arguments): string[] {
  if (idOf(member) === idOf(account)) return [];
  const changes = (type: string) =>
    resources(stack, new RegExp(`^google_${type}_iam_member$`)).flatMap(({ its }) =>
      its.member === member && /^\$\{google_project_iam_custom_role\./.test(String(its.role)) ? [its] : [],
    );
  const accounts = [
    ...changes('cloud_run_v2_service').map(({ name }) => runsAs(stack, idOf(name))),
    ...changes('pubsub_subscription').map(({ subscription }) => pushesAs(stack, idOf(subscription))),
  ];
  const asked = role === 'roles/iam.serviceAccountUser' && accounts.map(idOf).includes(idOf(account));
  return asked ? [] : [`${String(role)} on the account of another`];
}

function runsAs({ resource }: Stack, id: string): unknown {
  const config = resource.google_cloudfunctions2_function?.[id]?.service_config;
  return (config as { readonly service_account_email?: unknown } | undefined)?.service_account_email;
}

function pushesAs({ resource }: Stack, id: string): unknown {
  const config = resource.google_pubsub_subscription?.[id]?.push_config;
  return (config as { readonly oidc_token?: Arguments } | undefined)?.oidc_token?.service_account_email;
}

/** Everyone may call what HTTP triggers alone reach. */
function isPublicHttp({ resource }: Stack, address: string, { role, name }: Arguments): boolean {
  const called = resource.google_cloudfunctions2_function?.[idOf(name)];
  const config = called?.service_config as
    { readonly environment_variables: Readonly<Record<string, string>> } | undefined;
  const triggers = Object.keys(JSON.parse(config?.environment_variables.FAASADE_TRIGGERS ?? '{}') as object);
  const isService = address.startsWith('google_cloud_run_v2_service_iam_member.');
  const isHttp = triggers.includes('h') && triggers.every((key) => ['contract', 't', 'p', 'h', 'o'].includes(key));
  return isService && role === 'roles/run.invoker' && isHttp;
}

/** The id of the resource that a text refers to. */
function idOf(value: unknown): string {
  return /^\$\{\w+\.([\w-]+)\./.exec(String(value))?.[1] ?? String(value);
}
