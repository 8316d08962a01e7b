import fc from 'fast-check';
import { budgetTag } from '../../src/aws/budget-tag';

const of = (path: string) => budgetTag('123456789012', 'ap-southeast-1', path);

test('has the account and the region before the path', () => {
  expect(of('shop/Api')).toBe('123456789012/ap-southeast-1/shop/Api');
});

test('is what a tag may be, and tells paths apart that differ in what it may not be', () => {
  const path = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(path, path, (one, other) => {
      expect(of(one)).toMatch(/^[\p{L}\p{N} _.:/=+\-@]{1,256}$/u);
      if (one !== other) expect(of(one)).not.toBe(of(other));
    }),
  );
  expect(of('shop/A$')).not.toBe(of('shop/A#'));
  const long = 'x'.repeat(300);
  expect(of(`${long}1`)).not.toBe(of(`${long}2`));
});
