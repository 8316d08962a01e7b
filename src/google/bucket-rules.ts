import type { BucketSpec } from '../private/resource-spec';
import { literal } from '../terraform/escape';
import type { StorageBucketCors, StorageBucketLifecycleRule } from '../terraform/google';

/**
 * A rule deletes what is live, which a versioned bucket keeps as an earlier version, or earlier versions for good.
 * @see https://cloud.google.com/storage/docs/lifecycle
 */
export function lifecycleRules({ lifecycleRules: rules }: BucketSpec): StorageBucketLifecycleRule[] {
  return rules.flatMap(({ prefix, expiresAfterDays: age, earlierVersionsExpireAfterDays: earlier }) => {
    const matchesPrefix = prefix === '' ? undefined : [literal(prefix)];
    const conditions = [
      ...(age === undefined ? [] : [{ age, withState: 'LIVE' }]),
      ...(earlier === undefined ? [] : [{ daysSinceNoncurrentTime: earlier, withState: 'ARCHIVED' }]),
    ];
    return conditions.map((condition) => ({ action: { type: 'Delete' }, condition: { ...condition, matchesPrefix } }));
  });
}

/**
 * Cloud Storage has one list for the headers of requests and of answers.
 * @see https://cloud.google.com/storage/docs/cross-origin
 */
export function corsRules({ cors }: BucketSpec): StorageBucketCors[] | undefined {
  if (!cors) return undefined;
  const headers = [...new Set([...(cors.allowHeaders ?? []), ...(cors.exposeHeaders ?? [])])];
  return [
    {
      origin: cors.allowOrigins.map(literal),
      method: [...(cors.allowMethods ?? [])],
      ...(headers.length > 0 && { responseHeader: headers }),
      ...(cors.maxAgeSeconds !== undefined && { maxAgeSeconds: cors.maxAgeSeconds }),
    },
  ];
}
