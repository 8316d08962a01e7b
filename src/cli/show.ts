import { block, Row } from './block';
import { Group, groups, scopeName, within } from './groups';
import { resourceRows, titles } from './resource-rows';
import type { Style } from './text';
import { verdicts } from './verdicts';
import { channelsInWords, watchedRows, watchRows, watchTitles } from './watch-rows';
import { amount, capacityInWords, got, linkInWords, scalingInWords, triggerInWords } from './words';
import type { FunctionEntry, Manifest, StopEntry } from '../private/manifest';
import type { ResourceKind } from '../private/resource-spec';
import { TriggerKind, triggerRoutes } from '../private/spec';
import type { WatchKind } from '../private/watches';

/** What was described and what each cloud got, one block for each function, resource, and what stops or watches them. */
export function show({ functions, resources, stops, watches }: Manifest, style: Style): string {
  const functionBlocks = groups(functions).map((group) => functionBlock(group, style));
  const resourceBlocks = (Object.keys(titles) as ResourceKind[]).flatMap((kind) => {
    const rows = resourceRows(kind);
    return groups(resources.filter((resource) => resource.kind === kind)).map(({ name, places }) =>
      block({ kind: titles[kind], name, places, rows }, style),
    );
  });
  const stopBlocks = groups(stops).map(({ name, places }) =>
    block({ kind: 'Stop', name, places, rows: stopRows }, style),
  );
  const watchBlocks = (Object.keys(watchTitles) as WatchKind[]).flatMap((kind) => {
    const rows = watchRows(kind);
    return groups(watches.filter((watch) => watch.kind === kind)).map(({ name, places }) =>
      block({ kind: watchTitles[kind], name, places, rows }, style),
    );
  });
  const blocks = [...functionBlocks, ...resourceBlocks, ...stopBlocks, ...watchBlocks];
  if (blocks.length === 0) return 'No functions and no resources were described.\n';
  return `${[...blocks, verdicts([...functions, ...resources, ...stops, ...watches], style)].join('\n\n')}\n`;
}

const stopRows: Row<StopEntry>[] = [
  ['stack', ({ stack }) => stack],
  ['scope', scopeName],
  ['functions', ({ functions, stack }) => functions.map((path) => within(stack, path)).join('\n')],
  ['alarms tell', ({ notify, stack }) => channelsInWords(notify, stack)],
];

function functionBlock({ name, places }: Group<FunctionEntry>, style: Style): string {
  const { entry, runtime } = places[0];
  const rows: Row<FunctionEntry>[] = [
    ['stack', ({ stack }) => stack],
    ['engine', ({ engine }) => engine],
    [
      'triggers',
      ({ triggers, stack }) => triggers.map((trigger) => triggerInWords(trigger, stack)).join('\n') || 'none',
    ],
    ['capacity', capacityInWords],
    ['attempts', attempts],
    ['environment', ({ environment }) => environment.join(', ')],
    ['links', ({ links, stack }) => links.map((link) => linkInWords(link, stack)).join('\n')],
    ['memory', ({ described, memoryMiB }) => got(described.memoryMiB, memoryMiB, 'MiB')],
    ['timeout', ({ described, timeoutSeconds }) => got(described.timeoutSeconds, timeoutSeconds, 's')],
    ['logs', ({ logRetentionDays }) => `kept for ${amount(logRetentionDays, 'day')}`],
    ...watchedRows,
    ['instances', ({ scaling }) => scaling.map(scalingInWords).join('\n')],
  ];
  return block({ kind: 'Function', name, about: `${entry}, ${runtime}`, places, rows }, style);
}

/** A queue has its own: these are of what comes through the function's inbox. */
function attempts({ triggers, maxAttempts }: FunctionEntry): string {
  const inbox = triggers.some(({ kind }) => triggerRoutes[kind as TriggerKind] === 'inbox');
  return inbox ? `${maxAttempts} at an event that no Queue delivers` : '';
}
