import { isoDuration } from '../../src/azure/iso-duration';

test.each([
  [600, 'PT10M'],
  [3661, 'PT1H1M1S'],
  [86_400, 'P1D'],
  [1_209_600, 'P14D'],
  [90_061, 'P1DT1H1M1S'],
])('%i seconds are %s', (seconds, text) => {
  expect(isoDuration(seconds)).toBe(text);
});
