import { admits } from '../../src/terraform/versions';

test.each([
  ['4.55.0', false],
  ['= 4.58.0', true],
  ['4.72', true],
  ['~> 4.0', true],
  ['~> 4.55.0', false],
  ['~> 4.58.0', true],
  ['~> 3.0', false],
  ['>= 4.0', true],
  ['>= 4.0, < 4.58', false],
  ['>= 4.0, <= 4.58.0', true],
  ['>= 4.58, < 5', true],
  ['!= 4.60.0', true],
])("'%s' lets 4.58.0 or later in: %s", (constraint, expected) => {
  expect(admits(constraint, '4.58.0')).toBe(expected);
});
