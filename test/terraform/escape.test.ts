import { Lazy } from 'cdktf';
import { literal } from '../../src/terraform/escape';

test('what begins a template is escaped, and references are not', () => {
  const reference = Lazy.stringValue({ produce: () => 'x' });
  expect(literal(`$\{a} %{b} $c %d ${reference} $$\{e}`)).toBe(`$$\{a} %%{b} $c %d ${reference} $$$\{e}`);
});
