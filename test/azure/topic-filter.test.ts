import { report } from './model';
import { markSource, planFilter, sqlFilter } from '../../src/azure/topic-filter';

test('attributes are all of what was asked for', () => {
  expect(sqlFilter({ kind: { equals: ['paid', "it's"] }, region: { prefix: 'eu-' } })).toBe(
    "[kind] IN ('paid', 'it''s') AND [region] LIKE 'eu-%' ESCAPE '\\'",
  );
});

test('what would stand for any character stands for itself', () => {
  expect(sqlFilter({ name: { prefix: "50%_\\'" } })).toBe("[name] LIKE '50\\%\\_\\\\''%' ESCAPE '\\'");
});

test('without a filter everything passes', () => {
  expect(sqlFilter({})).toBe('1=1');
});

test('a source can not end its own text', () => {
  expect(markSource('faasade_source', "topic/a' , b = 'c")).toBe(
    "SET [Faasade_source] = 'topic/a'' , b = ''c'; SET [faasade_source] = 'topic/a'' , b = ''c'",
  );
});

test('fails if the rule is longer than Service Bus takes', () => {
  const found = report();
  const values = Array.from({ length: 10 }, (_, index) => `${index}`.repeat(120));
  expect(planFilter('Trigger.topic(Orders)', { kind: { equals: values } }, found)).toHaveLength(1250);
  expect(found.problems).toEqual([
    'Trigger.topic(Orders).filter: is 1250 characters as a rule of Service Bus, which takes 1024. Ask for fewer or ' +
      'shorter values.',
  ]);
});
