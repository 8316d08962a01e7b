import { checkArn, checkCommon, checkForm } from './checks';
import { limits } from './limits';
import type { Report } from '../private/report';
import type { BucketSpec } from '../private/resource-spec';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName =
  /^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|--x-s3|--table-s3)$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Methods that S3's own CORS rules know. */
const corsMethods = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];

export function planBucket(spec: BucketSpec, report: Report): void {
  const { least, most } = limits.bucketName;
  checkForm(
    'name',
    spec.name,
    bucketName,
    `the name of a bucket on AWS: lower-case letters, digits, '-' and '.', ${least} to ${most} in all, a letter or digit ` +
      'first and last, and nothing that S3 reserves',
    report,
  );
  const rules = spec.lifecycleRules.length;
  if (rules > limits.lifecycleRules) {
    report.problem(
      'lifecycleRules',
      `${rules} are more than the ${limits.lifecycleRules} that Amazon S3 leaves for them.`,
    );
  }
  const unknown = (spec.cors?.allowMethods ?? []).filter((method) => !corsMethods.includes(method));
  if (unknown.length > 0) {
    report.problem('cors.allowMethods', `Amazon S3 knows no ${unknown.join(', ')}. It has ${corsMethods.join(', ')}.`);
  }
  checkCommon(spec, report);
}

export function planExistingBucket({ existing }: BucketSpec, report: Report): void {
  checkArn('fromExisting', existing, /^arn:[\w-]+:s3:::[a-z0-9.-]{3,63}$/, 'an S3 bucket, arn:aws:s3:::<name>', report);
}
