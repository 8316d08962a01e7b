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
  const findings = (type: RegExp, check: (its: Arguments) => string[]) =>
    resources(stack, type).flatMap(({ address, its }) => check(its).map((finding) => `${address}: ${finding}`));
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

/** Roles of our own are for objects, or for what an app keeps ready. */
function ownRole(id: string): readonly Kind[] | undefined {
  const [, name] =
    /azurerm_role_definition[.\w-]*?(ObjectWriter|AppWriter)[.\w-]*role_definition_resource_id\}$/.exec(id) ?? [];
  if (name === undefined) return undefined;
  return name === 'ObjectWriter' ? ['container'] : ['app'];
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

/** Of actions on resources themselves, what roles of our own allow. */
const ownActions = ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/write'];

/** A role can be assigned in one resource group or account at most. */
function definition({ permissions, assignable_scopes: scopes }: Arguments): string[] {
  const all = permissions as Readonly<Record<string, readonly string[]>>[];
  const allowed = all.flatMap(Object.values).flat();
  const wideScopes = (scopes as readonly string[]).filter(
    (scope) => !/resourceGroups\/|\.id\}$|cross-stack/.test(scope),
  );
  return [
    ...allowed.filter((action) => action.includes('*')),
    ...all.flatMap(({ actions = [] }) => actions).filter((action) => !ownActions.includes(action)),
    ...wideScopes.map((scope) => `can be assigned on ${scope}`),
  ];
}
