import { awsFailure } from '../../../handler/aws/call';
import { AccessDenied, ConditionFailed, NotFound, ResourceError, Throttled } from '../../../handler/index';

const error = (name: string, httpStatusCode = 400, more = {}) =>
  Object.assign(new Error('reason'), { name, $metadata: { httpStatusCode }, ...more });

test.each([
  [error('NoSuchKey', 404), NotFound],
  [error('ResourceNotFoundException'), NotFound],
  [error('QueueDoesNotExist'), NotFound],
  [error('ConditionalCheckFailedException'), ConditionFailed],
  [error('AccessDenied', 403), AccessDenied],
  [error('AccessDeniedException'), AccessDenied],
  [error('AuthorizationError', 403), AccessDenied],
  [error('KMSAccessDeniedException'), AccessDenied],
  [error('ThrottlingException'), Throttled],
  [error('ProvisionedThroughputExceededException'), Throttled],
  [error('SlowDown', 503), Throttled],
  [error('Unknown', 429), Throttled],
  [error('Unknown', 400, { $retryable: { throttling: true } }), Throttled],
])('%s', (cause, type) => {
  const failed = awsFailure("Reading table 'Orders'", cause);
  expect(failed).toBeInstanceOf(type);
  expect(failed.cause).toBe(cause);
  expect(failed.message).toBe(
    `Reading table 'Orders' failed: status ${cause.$metadata.httpStatusCode} ${cause.name}: reason`,
  );
});

test.each([error('ValidationException'), error('InternalError', 500), new TypeError('reason')])(
  '%s is no more than an error',
  (cause) => {
    const failed = awsFailure('x', cause);
    expect(failed).not.toBeInstanceOf(ResourceError);
    expect(failed.message).toContain(`${cause.name}: reason`);
  },
);
