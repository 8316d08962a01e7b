import { Arguments, resources, Stack } from './terraform';
import { roles } from '../../../src/azure/roles';

/** What a role can be assigned on: its type in Terraform, and Azure's own. */
const kinds = {
  queue: ['azurerm_servicebus_queue', 'Microsoft.ServiceBus/namespaces/queues'],
  topic: ['azurerm_servicebus_topic', 'Microsoft.ServiceBus/namespaces/topics'],
  insights: ['azurerm_application_insights', 'Microsoft.Insights/components'],
  account: ['azurerm_storage_account', 'Microsoft.Storage/storageAccounts'],
  container: ['azurerm_storage_container', 'Microsoft.Storage/storageAccounts/blobServices/containers'],
  vault: ['azurerm_key_vault', 'Microsoft.KeyVault/vaults'],
  secret: ['azurerm_key_vault_secret', 'Microsoft.KeyVault/vaults/secrets'],
  app: ['azurerm_function_app_flex_consumption', 'Microsoft.Web/sites'],
} as const;

type Kind = keyof typeof kinds;

/** The least that each role can be assigned on. */
const leastScopes: Record<keyof typeof roles, readonly Kind[]> = {
  receive: ['queue'],
  send: ['queue', 'topic'],
  publishTelemetry: ['insights'],
  hostStorage: ['account'],
  readObjects: ['container'],
  writeUndelivered: ['container'],
  signUrls: ['account'],
  readSecret: ['secret'],
  manageSecrets: ['vault'],
};

const byName = new Map(
  Object.entries(roles).map(([key, name]) => [name as string, leastScopes[key as keyof typeof roles]]),
);

/** What a stack allows that could be narrower: roles, what they are assigned on, and keys that open all. */
export function tooWide(stack: Stack): string[] {
  const findings = (type: RegExp, check: (its: Arguments, address: string) => string[]) =>
    resources(stack, type).flatMap(({ address, its }) =>
      check(its, address).map((finding) => `${address}: ${finding}`),
    );
  return [
    ...findings(/^azurerm_role_assignment$/, assignment),
    ...findings(/^azurerm_cosmosdb_sql_role_assignment$/, tableAssignment),
    ...findings(/_role_definition$/, definition),
    ...findings(/_authorization_rule$|_access_policy$/, () => ['lets in by a key or a policy of its own']),
  ];
}

function assignment({ role_definition_name: name, role_definition_id: own, scope }: Arguments): string[] {
  const least = name === undefined ? ownRole(String(own)) : byName.get(String(name));
  if (!least) return [`'${String(name ?? own)}' is no role that functions get`];
  const kind = kindOf(String(scope));
  return kind && least.includes(kind) ? [] : [`'${String(name ?? own)}' on ${String(scope)}`];
}

/** What roles of our own are for, by their construct's id: objects, apps and queues. */
const ownRoles: Readonly<Record<string, { readonly on: Kind; readonly actions: readonly string[] }>> = {
  ObjectWriter: { on: 'container', actions: [] },
  AppWriter: { on: 'app', actions: ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/write'] },
  AppStopper: {
    on: 'app',
    actions: [
      'Microsoft.Web/sites/read',
      'Microsoft.Web/sites/start/action',
      'Microsoft.Web/sites/stop/action',
      'Microsoft.Resources/tags/read',
      'Microsoft.Resources/tags/write',
    ],
  },
  QueuePauser: {
    on: 'queue',
    actions: ['Microsoft.ServiceBus/namespaces/queues/read', 'Microsoft.ServiceBus/namespaces/queues/write'],
  },
};

const ownRoleNames = Object.keys(ownRoles).join('|');

function ownRole(id: string): readonly Kind[] | undefined {
  const pattern = new RegExp(
    `azurerm_role_definition[.\\w-]*?(${ownRoleNames})[.\\w-]*role_definition_resource_id\\}$`,
  );
  const [, name] = pattern.exec(id) ?? [];
  return name === undefined ? undefined : [ownRoles[name].on];
}

/** What a scope is: a reference, one to another stack, or an id. The longest, because a secret's begins like a vault's. */
function kindOf(scope: string): Kind | undefined {
  const type = /^\$\{(?:\S*cross-stack-output-)?(azurerm_[^}]+)\}$/.exec(scope)?.[1] ?? azureType(scope);
  return (Object.keys(kinds) as Kind[])
    .filter((kind) => type === kinds[kind][1] || type.startsWith(kinds[kind][0]))
    .sort((a, b) => kinds[b][0].length - kinds[a][0].length)[0];
}

/** Of `…/providers/Microsoft.Storage/storageAccounts/acme`, every second part names a type. */
function azureType(id: string): string {
  const [provider = '', ...parts] = id.split('/providers/')[1]?.split('/') ?? [];
  return [provider, ...parts.filter((_, index) => index % 2 === 0)].join('/');
}

const readOnly = 'sqlRoleDefinitions/00000000-0000-0000-0000-000000000001';

function tableAssignment({ role_definition_id: role, scope }: Arguments): string[] {
  const own = /azurerm_cosmosdb_sql_role_definition/.test(String(role));
  return [
    ...(own || String(role).endsWith(readOnly) ? [] : [`'${String(role)}' is no role that functions get`]),
    ...(/\/dbs\/[^/]+\/colls\/[^/]+$/.test(String(scope)) ? [] : [`'${String(role)}' on ${String(scope)}`]),
  ];
}

/** A role can be assigned in one resource group or account at most, and allows on resources what it is for. */
function definition({ permissions, assignable_scopes: scopes }: Arguments, address: string): string[] {
  const all = permissions as Readonly<Record<string, readonly string[]>>[];
  const allowed = all.flatMap(Object.values).flat();
  const [, name] = new RegExp(`[._](${ownRoleNames})[_-]`).exec(address) ?? [];
  const ownActions = name === undefined ? [] : ownRoles[name].actions;
  const wideScopes = (scopes as readonly string[]).filter(
    (scope) =>
      !/resourceGroups\/|\.id\}$|cross-stack|^\$\{join\("\/", slice\(split\("\/", [^,]+\), 0, 5\)\)\}$/.test(scope),
  );
  return [
    ...allowed.filter((action) => action.includes('*')),
    ...all.flatMap(({ actions = [] }) => actions).filter((action) => !ownActions.includes(action)),
    ...wideScopes.map((scope) => `can be assigned on ${scope}`),
  ];
}
