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

/** What a stack allows that could be narrower: roles, what they are granted on, and to whom. */
export function tooWide(stack: Stack): string[] {
  return resources(stack, /_iam_(member|binding|policy|audit_config)$/).flatMap(({ address, its }) =>
    [
      // These take away what others granted.
      ...(/_iam_(binding|policy)\./.test(address) ? ['takes the place of what others granted'] : []),
      ...(mighty.test(String(its.role)) ? [String(its.role)] : []),
      ...(everyone.test(String(its.member)) && !isPublicHttp(stack, address, its)
        ? [`${String(its.role)} for ${String(its.member)}`]
        : []),
      ...(/^google_(project|folder|organization)_/.test(address) ? onWhole(address, its) : []),
      ...(/^google_service_account_/.test(address) ? asAnother(its) : []),
    ].map((finding) => `${address}: ${finding}`),
  );
}

/** On a project, only what can't be granted on less, or on what a condition names. */
function onWhole(address: string, { role, condition }: Arguments): string[] {
  const { expression = '' } = (condition ?? {}) as { expression?: string };
  const named = expression
    .split('||')
    .every((part) => /^\s*resource\.name(\s*==\s*"[^"*]+"|\.startsWith\("[^"*]+"\))\s*$/.test(part));
  const allowed = address.startsWith('google_project_') && (named || onProject.includes(String(role)));
  return allowed ? [] : [`${String(role)} on the whole ${address.split('_')[1]!}`];
}

/** Nobody acts as another. */
function asAnother({ role, member, service_account_id: account }: Arguments): string[] {
  return idOf(member) === idOf(account) ? [] : [`${String(role)} on the account of another`];
}

/** Everyone may call what HTTP triggers alone reach. */
function isPublicHttp({ resource }: Stack, address: string, { role, name }: Arguments): boolean {
  const called = resource.google_cloudfunctions2_function?.[idOf(name)];
  const config = called?.service_config as
    { readonly environment_variables: Readonly<Record<string, string>> } | undefined;
  const triggers = Object.keys(JSON.parse(config?.environment_variables.FAASADE_TRIGGERS ?? '{}') as object);
  const isService = address.startsWith('google_cloud_run_v2_service_iam_member.');
  const isHttp = triggers.includes('h') && triggers.every((key) => ['contract', 't', 'h', 'o'].includes(key));
  return isService && role === 'roles/run.invoker' && isHttp;
}

/** The id of the resource that a text refers to. */
function idOf(value: unknown): string {
  return /^\$\{\w+\.([\w-]+)\./.exec(String(value))?.[1] ?? String(value);
}
