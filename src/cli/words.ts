import { within } from './groups';
import type { FunctionEntry } from '../private/manifest';
import type { TriggerKind, TriggerOf } from '../private/spec';
import type { Resource } from '../resource';
import type { AttributeFilterSpec } from '../topic-filter';

/** A trigger as the manifest has it: resources are their paths. */
type Described<K extends TriggerKind> = {
  readonly [P in keyof TriggerOf<K>]: TriggerOf<K>[P] extends Resource ? string : TriggerOf<K>[P];
};

const triggerWords: { readonly [K in TriggerKind]: (trigger: Described<K>, stack: string) => string[] } = {
  http: ({ auth, methods, path, cors }) => [
    `HTTP ${methods.length > 0 ? methods.join(', ') : 'any method'} ${path}`,
    ...(auth === 'IAM' ? ['for granted functions only'] : []),
    ...(cors ? [`CORS for ${cors.allowOrigins.join(', ')}`] : []),
  ],
  schedule: ({ schedule, key }) => [
    schedule.kind === 'cron'
      ? `schedule ${key}: ${schedule.expression} in ${schedule.timeZone}`
      : `schedule ${key}: every ${amount(schedule.minutes, 'minute')}`,
  ],
  queue: ({ queue, batchSize }, stack) => [
    `queue ${within(stack, queue)}`,
    ...(batchSize === undefined ? [] : [`up to ${amount(batchSize, 'message')} at a time`]),
  ],
  topic: ({ topic, filter }, stack) => [`topic ${within(stack, topic)}`, ...Object.entries(filter).map(filterInWords)],
  objectCreated: ({ bucket, prefix, suffix }, stack) => [
    `new objects of bucket ${within(stack, bucket)}`,
    ...(prefix === '' && suffix === '' ? [] : [`${prefix}…${suffix}`]),
  ],
  tableChange: ({ table }, stack) => [`changes of table ${within(stack, table)}`],
};

function filterInWords([attribute, filter]: [string, AttributeFilterSpec]): string {
  return 'prefix' in filter ? `${attribute} is ${filter.prefix}…` : `${attribute} is ${filter.equals.join(' or ')}`;
}

/** A trigger in words. */
export function triggerInWords(trigger: FunctionEntry['triggers'][number], stack: string): string {
  const { kind, key, warm } = trigger as { kind: TriggerKind; key: string; warm: number };
  const words = triggerWords[kind] as ((of: object, stack: string) => string[]) | undefined;
  // A kind that only a later version knows is shown by its name and key.
  const parts = words ? words(trigger, stack) : [`${kind} ${key}`];
  return [...parts, ...(warm > 0 ? [`${warm} warm`] : [])].join(', ');
}

/** The id that the handler uses, and what it leads to. */
export function linkInWords({ id, kind, path }: FunctionEntry['links'][number], stack: string): string {
  return `${id} (${kind} ${within(stack, path)})`;
}

/** What was asked for, for all clouds. */
export function capacityInWords({ capacity, limits }: FunctionEntry): string {
  const most =
    limits.maxInstances === undefined ? 'no limit set' : `at most ${amount(limits.maxInstances, 'instance')}`;
  const each = amount(limits.concurrencyPerInstance, 'invocation');
  const { warm, windows, scaling, ping } = capacity;
  const always = [
    `${warm} warm`,
    ...(scaling ? [`up to ${scaling.max} by use`] : []),
    ...(ping ? [`${amount(ping.instances, 'instance')} pinged every ${amount(ping.everyMinutes, 'minute')}`] : []),
    most,
    `${each} at a time in each`,
  ].join(', ');
  const open = windows.map(
    (window) => `${window.warm} warm from '${window.opens}' to '${window.closes}' ${window.timeZone}`,
  );
  return [always, ...open].join('\n');
}

/** Instances of a part that scales by itself, from those kept ready to the most. */
export function scalingInWords({ part, warm, max }: FunctionEntry['scaling'][number]): string {
  return `${warm} ${max === undefined ? 'and up' : `to ${max}`}  ${part}`;
}

/** What a cloud gives, after what was described where they differ. */
export function got(described: number, given: number, unit: string): string {
  return described === given ? `${given} ${unit}` : `${described} → ${given} ${unit}`;
}

/** A time in the largest unit that it is a whole number of; in seconds where it is of none. */
export function span(seconds: number): string {
  const [unit, each] = units.find(([, length]) => seconds % length === 0) ?? units[units.length - 1]!;
  return amount(seconds / each, unit);
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

export function amount(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}
