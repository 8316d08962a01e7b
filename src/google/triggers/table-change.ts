import type { TableChangeTriggerSpec } from '../../private/spec';
import type { GoogleFunction } from '../function';

/** Planning refuses it: there is no plan to build. */
export function tableChange(_fn: GoogleFunction, _trigger: TableChangeTriggerSpec, plan: never): never {
  return plan;
}
