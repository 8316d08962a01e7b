import { bucketSpec } from './model';
import { corsRules, lifecycleRules } from '../../src/google/bucket-rules';

const deletes = { type: 'Delete' };

test('a rule deletes what is live, and earlier versions by a rule of their own', () => {
  const rules = [
    { prefix: 'tmp/${x}', expiresAfterDays: 1 },
    { prefix: '', expiresAfterDays: 365, earlierVersionsExpireAfterDays: 30 },
  ];
  expect(lifecycleRules(bucketSpec({ versioned: true, lifecycleRules: rules }))).toEqual([
    { action: deletes, condition: { age: 1, withState: 'LIVE', matchesPrefix: ['tmp/$${x}'] } },
    { action: deletes, condition: { age: 365, withState: 'LIVE' } },
    { action: deletes, condition: { daysSinceNoncurrentTime: 30, withState: 'ARCHIVED' } },
  ]);
});

test('headers of requests and of answers share a list', () => {
  expect(corsRules(bucketSpec())).toBeUndefined();
  const cors = {
    allowOrigins: ['https://a.example'],
    allowMethods: ['PUT'],
    allowHeaders: ['content-type', 'etag'],
    exposeHeaders: ['etag'],
    maxAgeSeconds: 0,
  };
  expect(corsRules(bucketSpec({ cors }))).toEqual([
    {
      origin: ['https://a.example'],
      method: ['PUT'],
      responseHeader: ['content-type', 'etag'],
      maxAgeSeconds: 0,
    },
  ]);
});
