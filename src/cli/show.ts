import { block, Row } from './block';
import { Group, groups, within } from './groups';
import type { Style } from './text';
import { verdicts } from './verdicts';
import { amount, capacityInWords, got, linkInWords, scalingInWords, triggerInWords } from './words';
import type { FunctionEntry, Manifest, QueueEntry } from '../private/manifest';

/** What was described and what each cloud got, one block for each function and queue. */
export function show({ functions, queues }: Manifest, style: Style): string {
  const functionBlocks = groups(functions).map((group) => functionBlock(group, style));
  const queueBlocks = groups(queues).map((group) => queueBlock(group, style));
  const blocks = [...functionBlocks, ...queueBlocks];
  if (blocks.length === 0) return 'No functions and no queues were described.\n';
  return `${[...blocks, verdicts([...functions, ...queues], style)].join('\n\n')}\n`;
}

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
    ['links', ({ links, stack }) => links.map((link) => linkInWords(link, stack)).join(', ')],
    ['memory', ({ described, memoryMiB }) => got(described.memoryMiB, memoryMiB, 'MiB')],
    ['timeout', ({ described, timeoutSeconds }) => got(described.timeoutSeconds, timeoutSeconds, 's')],
    ['logs', ({ logRetentionDays }) => `kept for ${amount(logRetentionDays, 'day')}`],
    ['instances', ({ scaling }) => scaling.map(scalingInWords).join('\n')],
  ];
  return block({ kind: 'Function', name, about: `${entry}, ${runtime}`, places, rows }, style);
}

function queueBlock({ name, places }: Group<QueueEntry>, style: Style): string {
  const rows: Row<QueueEntry>[] = [
    ['stack', ({ stack }) => stack],
    ['engine', ({ engine }) => engine],
    ['consumer', ({ consumer, stack }) => (consumer === undefined ? 'none' : within(stack, consumer))],
    ['attempts', ({ maxAttempts }) => `${maxAttempts}, then the dead-letter queue`],
  ];
  return block({ kind: 'Queue', name, places, rows }, style);
}

/** A queue has its own: these are of what comes through the function's inbox. */
function attempts({ triggers, maxAttempts }: FunctionEntry): string {
  const inbox = triggers.some(({ kind }) => kind !== 'http' && kind !== 'queue');
  return inbox ? `${maxAttempts} at an event that no Queue delivers` : '';
}
