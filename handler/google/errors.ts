import type { FailureKind } from '../private/failure';

/** @see https://cloud.google.com/apis/design/errors#handling_errors */
const kinds: Readonly<Record<number, FailureKind>> = {
  401: 'AccessDenied',
  403: 'AccessDenied',
  404: 'NotFound',
  412: 'ConditionFailed',
  429: 'Throttled',
  503: 'Throttled',
};

/** Which of the errors that callers tell apart a status stands for. */
export function kindOf(status: number | undefined): FailureKind | undefined {
  return kinds[status ?? 0];
}
