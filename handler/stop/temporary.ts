import { NotYet } from './again';
import { refusalOf } from '../private/rest';

/** Another change is under way, the service is busy or out of reach, or what was asked for does not show yet. */
export function isTemporary(error: unknown): boolean {
  if (error instanceof NotYet) return true;
  const refusal = refusalOf(error);
  if (!refusal) return false;
  const { status } = refusal;
  return status === undefined || status >= 500 || [409, 412, 429].includes(status);
}
