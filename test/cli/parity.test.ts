import { parity, parityJson } from '../../src/cli/parity';
import { parityMarkdown } from '../../src/cli/parity-markdown';
import { parityText } from '../../src/cli/parity-text';
import { CloudTable, tables } from '../../src/cli/tables';
import { style } from '../../src/cli/text';
import { approximated, exact, FeatureTable, features, unsupported } from '../../src/private/features';

const all = Object.fromEntries(Object.keys(features).map((id) => [id, exact])) as FeatureTable;
const steps = approximated('Memory comes in steps.');
const one = unsupported('An instance works on one at a time.');
const some: CloudTable[] = [
  { cloud: 'one', title: 'One', features: all },
  { cloud: 'two', title: 'Two', features: { ...all, memory: steps } },
  { cloud: 'three', title: 'Three', features: { ...all, memory: steps, 'limits.concurrencyPerInstance': one } },
];

test('numbers reasons in the order of the table, and gives clouds of the same reason one number', () => {
  const { clouds, rows, notes } = parity(some);
  expect(clouds).toEqual(['One', 'Two', 'Three']);
  expect(rows[0].cells).toEqual([
    { kind: 'exact' },
    { kind: 'approximated', note: 1 },
    { kind: 'approximated', note: 1 },
  ]);
  expect(notes).toEqual([
    { number: 1, id: 'memory', clouds: ['Two', 'Three'], ...steps },
    { number: 2, id: 'limits.concurrencyPerInstance', clouds: ['Three'], ...one },
  ]);
});

test('prints a table and its reasons', () => {
  const text = parityText(some, style(false));
  expect(text).toMatch(/^Feature +One +Two +Three\nmemory +Memory of an instance +exact +approx\. 1 +approx\. 1\n/);
  expect(text).toMatch(/\nlimits\.concurrencyPerInstance +Several invocations at a time in one +exact +exact +no 2\n/);
  expect(text).toMatch(/\nReasons\n {2}1 {2}approx\. {2}memory +Two +Memory comes in steps\.\n +Three\n {2}2 {2}no /);
  expect(text).toMatch(/\S\n$/);
});

test('prints no reasons where all is exact', () => {
  const text = parityText(some.slice(0, 1), style(false));
  expect(text).not.toContain('Reasons');
  expect(parityMarkdown(some.slice(0, 1))).toMatch(/\| exact \|\n$/);
});

test('prints Markdown with every feature, and reasons as a list of the same numbers', () => {
  const lines = parityMarkdown(some).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    '| Feature | Id | One | Two | Three |',
    '| --- | --- | --- | --- | --- |',
    '| Memory of an instance | `memory` | exact | approximated <sup>1</sup> | approximated <sup>1</sup> |',
  ]);
  expect(lines.slice(-4)).toEqual([
    '',
    '1. Two, Three, `memory`, approximated: Memory comes in steps.',
    '2. Three, `limits.concurrencyPerInstance`, unsupported: An instance works on one at a time.',
    '',
  ]);
});

test('prints JSON with the verdicts as they are declared', () => {
  const { features: list } = JSON.parse(parityJson(some));
  expect(list).toHaveLength(Object.keys(features).length);
  expect(list[0]).toEqual({ id: 'memory', title: features.memory, verdicts: { one: exact, two: steps, three: steps } });
});

test.each([80, 100, 140])('the real table names each feature and fits %d columns', (width) => {
  const text = parityText(tables, style(false, width));
  for (const id of Object.keys(features)) expect(text).toMatch(new RegExp(`^${id} `, 'm'));
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
});
