import { Construct, RootConstruct } from 'constructs';
import { report } from './data';
import { Parity } from '../../src';
import { approximated } from '../../src/private/features';
import type { Target } from '../../src/private/target';
import { Warnings } from '../../src/private/warnings';

/** A tree of three levels, and the warnings of the lowest. */
function warned(): { top: Construct; middle: Construct; low: Construct; shown: () => string[]; warnings: Warnings } {
  const top = new RootConstruct('app');
  const middle = new Construct(top, 'stack');
  const low = new Construct(middle, 'F');
  const messages: string[] = [];
  const target = {
    title: 'Nimbus',
    warn: (_scope, _id, message) => messages.push(message),
  } as Partial<Target> as Target;
  const warnings = new Warnings(low, target);
  const to = report({ memory: approximated('Memory has steps.') });
  to.approximate('memory', '1 MiB becomes 2.');
  warnings.keep(to);
  const shown = () => {
    warnings.emit();
    return messages;
  };
  return { top, middle, low, shown, warnings };
}

test('a warning says the cloud, what differs, and the id', () => {
  expect(warned().shown()).toEqual(['Nimbus: 1 MiB becomes 2. Memory has steps. [memory]']);
});

test('a warning is shown once, however often the tree is synthesized', () => {
  const { shown, warnings } = warned();
  shown();
  warnings.add('memory', '1 MiB becomes 2. Memory has steps.');
  expect(shown()).toHaveLength(1);
});

test.each(['top', 'middle', 'low'] as const)('an acknowledgement at the %s level silences it', (level) => {
  const { shown, warnings, ...scopes } = warned();
  Parity.acknowledge(scopes[level], 'memory', 'Enough for us.');
  expect(shown()).toEqual([]);
  expect(warnings.list()).toEqual([
    expect.objectContaining({ id: 'memory', message: '1 MiB becomes 2. Memory has steps.' }),
  ]);
});

test('an acknowledgement of another id, or beside it, silences nothing', () => {
  const { top, middle, low, shown } = warned();
  Parity.acknowledge(low, 'timeout', 'Enough for us.');
  Parity.acknowledge(new Construct(middle, 'Other'), 'memory', 'Enough for us.');
  Parity.acknowledge(new Construct(top, 'other'), 'memory', 'Enough for us.');
  expect(shown()).toHaveLength(1);
});

test('an acknowledgement counts for what is placed below it later', () => {
  const top = new RootConstruct('app');
  Parity.acknowledge(top, 'memory', 'Enough for us.');
  const messages: string[] = [];
  const target = {
    title: 'Nimbus',
    warn: (_scope, _id, message) => messages.push(message),
  } as Partial<Target> as Target;
  const warnings = new Warnings(new Construct(top, 'F'), target);
  warnings.add('memory', 'Memory has steps.');
  warnings.emit();
  expect(messages).toEqual([]);
});

test('leaves no trace that others see', () => {
  const scope = new RootConstruct('app');
  Parity.acknowledge(scope, 'memory', 'Enough for us.');
  expect(Object.keys(scope)).toEqual(Object.keys(new RootConstruct('app')));
  expect(scope.node.metadata).toEqual([]);
});
