import type { Row } from './block';
import { within } from './groups';
import { amount, span } from './words';
import type { ResourceEntry } from '../private/manifest';
import type { IndexSpec, LifecycleSpec, ResourceKind, ResourceSpecs } from '../private/resource-spec';

/** The order of the blocks, and how each kind is headed. */
export const titles: { readonly [K in ResourceKind]: string } = {
  queue: 'Queue',
  topic: 'Topic',
  bucket: 'Bucket',
  table: 'Table',
  secret: 'Secret',
};

type Show<K extends ResourceKind> = (spec: ResourceSpecs[K], place: ResourceEntry) => string;
type Shown<K extends ResourceKind> = readonly (readonly [label: string, show: Show<K>])[];

/** What a resource is, for one that was built: of one that exists already, only its keys are known. */
const shown: { readonly [K in ResourceKind]: Shown<K> } = {
  queue: [
    ['attempts', ({ maxAttempts }) => `${maxAttempts}, then the dead-letter queue`],
    ['order', ({ ordered }) => (ordered ? 'kept among messages of one key' : '')],
    ['delay', ({ delaySeconds }) => (delaySeconds === undefined ? '' : span(delaySeconds))],
    ['retention', ({ retentionSeconds }) => (retentionSeconds === undefined ? '' : span(retentionSeconds))],
  ],
  topic: [],
  bucket: [
    ['versions', ({ versioned }) => (versioned ? 'earlier ones are kept' : 'the latest one only')],
    ['lifecycle', ({ lifecycleRules }) => lifecycleRules.map(ruleInWords).join('\n')],
    ['CORS', ({ cors }) => (cors ? cors.allowOrigins.join(', ') : '')],
  ],
  table: [
    ['indexes', ({ indexes }) => indexes.map((index) => `${index.name}: ${keyInWords(index)}`).join('\n')],
    ['expiry', ({ ttlAttribute }) => (ttlAttribute === undefined ? '' : `at the second in ${ttlAttribute}`)],
    ['recovery', ({ pointInTimeRecovery }) => (pointInTimeRecovery ? 'to any moment of the last 7 days' : 'none')],
  ],
  secret: [['value', ({ generatedLength }) => `generated, ${amount(generatedLength, 'character')}`]],
};

/** The rows of a kind's block. */
export function resourceRows(kind: ResourceKind): Row<ResourceEntry>[] {
  const rows: [string, Show<never>][] = [...(shown[kind] as Shown<never>)].map(([label, show]) => [
    label,
    (spec: ResourceSpecs[ResourceKind], place) => (spec.existing === undefined ? show(spec as never, place) : ''),
  ]);
  const all: [string, Show<never>][] = [
    ['stack', (_, { stack }) => stack],
    ['engine', (_, { engine }) => engine],
    ['exists', ({ existing }: { existing?: string }) => (existing === undefined ? '' : `already: ${existing}`)],
    ...(kind === 'queue' ? [consumer] : []),
    ...(kind === 'table' ? [keys] : []),
    ...rows,
    ['encryption', ({ encryptionKey: key }: { encryptionKey?: string }) => (key === undefined ? '' : `under ${key}`)],
    ['removal', removal],
  ];
  return all.map(([label, show]) => [label, (place) => show(place.described as never, place)]);
}

const consumer: [string, Show<'queue'>] = [
  'consumer',
  (_, { consumer: path, stack }) => (path === undefined ? 'none' : within(stack, path)),
];

const keys: [string, Show<'table'>] = ['key', keyInWords];

function removal({ existing, retain }: { existing?: string; retain: boolean }): string {
  if (existing !== undefined) return '';
  return retain ? 'kept when no longer described' : 'deleted when no longer described';
}

function keyInWords({ partitionKey, sortKey }: Pick<IndexSpec, 'partitionKey' | 'sortKey'>): string {
  const parts = [partitionKey, sortKey].flatMap((key) => (key ? [`${key.name} (${key.type.toLowerCase()})`] : []));
  return parts.join(', then ');
}

function ruleInWords({ prefix, expiresAfterDays, earlierVersionsExpireAfterDays: earlier }: LifecycleSpec): string {
  const parts = [
    ...(expiresAfterDays === undefined ? [] : [`deleted after ${amount(expiresAfterDays, 'day')}`]),
    ...(earlier === undefined ? [] : [`earlier versions after ${amount(earlier, 'day')}`]),
  ];
  return `${prefix === '' ? 'every object' : `${prefix}…`}: ${parts.join(', ')}`;
}
