import * as cdk from 'aws-cdk-lib';
import fc from 'fast-check';
import { Duration, Size } from '../../src';

const amount = fc.integer({ min: 0, max: 1_000_000 });

test('durations are as long as those of aws-cdk-lib', () => {
  fc.assert(
    fc.property(amount, fc.constantFrom('millis', 'seconds', 'minutes', 'hours', 'days'), (n, unit) => {
      expect(Duration[unit](n).toMilliseconds()).toBe(cdk.Duration[unit](n).toMilliseconds());
    }),
  );
});

test('sizes are as large as those of aws-cdk-lib', () => {
  fc.assert(
    fc.property(amount, fc.constantFrom('mebibytes', 'gibibytes'), (n, unit) => {
      expect(Size[unit](n).toMebibytes()).toBe(cdk.Size[unit](n).toMebibytes());
    }),
  );
});

test.each([-1, NaN, Infinity, -Infinity])('fails if there are %d of a unit', (n) => {
  expect(() => Duration.seconds(n)).toThrow('A duration is a finite number of at least 0, not ');
  expect(() => Size.mebibytes(n)).toThrow(`A size is a finite number of at least 0, not ${n} MiB.`);
});
