import { missingMethods } from './method-check';
import type { FunctionModel } from './model';
import type { Report } from './report';
import { triggerSources, TriggerSpec } from './spec';

/** A handler that is an object literal shows its methods without being run: those that triggers call must be there. */
export function checkMethods(model: FunctionModel, triggers: readonly TriggerSpec[], report: Report): void {
  if (model.code?.methods === undefined) return;
  const missing = missingMethods(
    model.code.methods,
    triggers.map(({ kind, key }) => ({ kind, ...(triggerSources[kind] === 'resource' && { id: key }) })),
  );
  missing?.split('\n').forEach((problem) => report.problem('code', problem));
}
