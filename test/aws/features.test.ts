import { features } from '../../src/aws/features';
import { features as all } from '../../src/private/features';

test('answers every feature', () => {
  expect(Object.keys(features)).toEqual(Object.keys(all));
});

test('reasons are whole sentences, because messages end with them', () => {
  const reasons = Object.values(features).flatMap((verdict) => ('reason' in verdict ? [verdict.reason] : []));
  expect(reasons.length).toBeGreaterThan(0);
  for (const reason of reasons) expect(reason).toMatch(/^[A-Z].*\.$/);
});
