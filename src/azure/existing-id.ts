import type { Report } from '../private/report';
import { holdsToken } from '../private/tokens';
import { Fn, Token } from '../terraform/engine';

/**
 * Resource ids as Azure writes them; each `*` stands for a name.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
const shapes = {
  queue: 'Microsoft.ServiceBus/namespaces/*/queues/*',
  topic: 'Microsoft.ServiceBus/namespaces/*/topics/*',
  bucket: 'Microsoft.Storage/storageAccounts/*/blobServices/default/containers/*',
  table: 'Microsoft.DocumentDB/databaseAccounts/*/sqlDatabases/*/containers/*',
  secret: 'Microsoft.KeyVault/vaults/*/secrets/*',
} as const;

const group = '/subscriptions/*/resourceGroups/*';

/** The id of a resource that exists already, and what can be read from it: tokens where it is one. */
export interface ExistingId {
  readonly id: string;
  /** The names in it, after the resource group, such as namespace and queue. */
  readonly names: readonly string[];
  /** The name of its resource group. */
  readonly groupName: string;
  /** The id of its resource group. */
  readonly groupId: string;
  /** The id of the first resource in it, such as the namespace or the storage account. */
  readonly parentId: string;
}

type Kind = keyof typeof shapes;

/** What the id of a kind of resource looks like, word by word. */
function shapeOf(kind: Kind): string[] {
  return `${group}/providers/${shapes[kind]}`.split('/');
}

export function checkExistingId(kind: Kind, id: string, report: Report): void {
  const shape = shapeOf(kind);
  if (holdsToken(id) || matches(id, shape)) return;
  report.problem(
    'fromExisting',
    `'${id}' is not the resource id of a ${kind} on Azure, ${shape.join('/').replace(/\*/g, '…')}.`,
  );
}

export function existingId(kind: Kind, id: string): ExistingId {
  const positions = shapeOf(kind).flatMap((word, index) => (word === '*' ? [index] : []));
  const [, groupPosition, first, ...others] = positions;
  return {
    id,
    names: [first, ...others].map((position) => part(id, position)),
    groupName: part(id, groupPosition),
    groupId: head(id, groupPosition + 1),
    parentId: head(id, first + 1),
  };
}

/** The id of the resource group that a resource is in. */
export function groupOf(id: string): string {
  return head(id, 5);
}

function matches(id: string, shape: readonly string[]): boolean {
  const words = id.split('/');
  const fits = (word: string, index: number) =>
    word === '*' ? words[index] !== '' : word.toLowerCase() === words[index].toLowerCase();
  return words.length === shape.length && shape.every(fits);
}

function part(id: string, position: number): string {
  return holdsToken(id) ? Token.asString(Fn.element(Fn.split('/', id), position)) : id.split('/')[position];
}

function head(id: string, length: number): string {
  return holdsToken(id)
    ? Fn.join('/', Token.asList(Fn.slice(Fn.split('/', id), 0, length)))
    : id.split('/').slice(0, length).join('/');
}
