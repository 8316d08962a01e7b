import { estimate } from './estimate';
import { usual } from './workload';
import type { Function } from '../function';
import { functionEntry } from '../private/manifest-entries';

/** USD a month that instances cost which are kept ready, where nothing comes; nothing for a region without prices. */
export function idleUsd(functions: readonly Function[]): number {
  const workload = () => ({ ...usual, requests: 0, seconds: 0 });
  const described = { functions: functions.map(functionEntry), resources: [], stops: [], watches: [] };
  try {
    return estimate(described, { workload, freeTier: false, regions: {} })
      .functions.flatMap(({ lines }) => lines)
      .reduce((sum, { id, usd }) => (id === 'warm' ? sum + usd : sum), 0);
  } catch {
    return 0;
  }
}
