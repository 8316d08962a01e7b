import * as fc from 'fast-check';
import { ATTEMPT_SECONDS, retriesWithin } from '../../src/google/retries';

test.each([
  [1800, { count: 5, waitSeconds: 20, totalSeconds: 620 }],
  [300, { count: 5, waitSeconds: 6, totalSeconds: 186 }],
  [120, { count: 3, waitSeconds: 7, totalSeconds: 49 }],
  [60, { count: 1, waitSeconds: 20, totalSeconds: 20 }],
])('where the next setting is %d seconds away', (seconds, expected) => {
  expect(retriesWithin(seconds)).toEqual(expected);
});

test('the last attempt is over before the next setting, however long each takes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 100_000 }), (seconds) => {
      const { count, waitSeconds, totalSeconds } = retriesWithin(seconds);
      const waits = Array.from({ length: count }, (_, index) => waitSeconds * 2 ** index);
      expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(totalSeconds);
      expect(totalSeconds + (count + 1) * ATTEMPT_SECONDS).toBeLessThan(seconds);
      expect(count).toBeGreaterThanOrEqual(1);
      expect(waitSeconds).toBeGreaterThanOrEqual(5);
    }),
  );
});
