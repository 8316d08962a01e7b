import type { Function } from '../function';
import type { StopBackend } from '../private/target';
import type { Stop } from '../stop';

export function buildStop(_stop: Stop, _functions: readonly Function[]): StopBackend {
  throw new Error('to come');
}
