import { App, Stack } from 'aws-cdk-lib';
import { report } from './data';
import { Parity } from '../../src';
import { approximated } from '../../src/private/features';
import type { Target } from '../../src/private/target';
import { Warnings } from '../../src/private/warnings';

const shown: string[] = [];
const target = { title: 'Nimbus', warn: (_scope, _id, message) => void shown.push(message) } as Target;
beforeEach(() => void shown.splice(0));

function warnings(scope = new Stack(new App(), 'service')): Warnings {
  const of = new Warnings(scope, target);
  const to = report({ 'queue.batchSize': approximated('One at a time.') });
  to.approximate('queue.batchSize', 'Jobs has 5.');
  to.approximate('queue.batchSize', 'Urgent has 9.');
  to.approximate('queue.batchSize', 'Jobs has 5.');
  of.keep(to);
  return of;
}

test('shows each difference once, also of one feature', () => {
  const of = warnings();
  of.emit();
  of.emit();
  expect(shown).toEqual([
    'Nimbus: Jobs has 5. One at a time. [queue.batchSize]',
    'Nimbus: Urgent has 9. One at a time. [queue.batchSize]',
  ]);
});

test('shows none that is acknowledged, and lists all with the reason', () => {
  const stack = new Stack(new App(), 'service');
  Parity.acknowledge(stack, 'queue.batchSize', 'Fast enough.');
  const of = warnings(stack);
  of.emit();
  expect(shown).toEqual([]);
  expect(of.list().map(({ acknowledged }) => acknowledged)).toEqual(['Fast enough.', 'Fast enough.']);
});
