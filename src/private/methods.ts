import type { FunctionModel } from './model';
import type { Report } from './report';
import { triggerMethods, TriggerSpec } from './spec';
import { label } from './trigger-checks';

/** A handler that is an object literal shows its methods without being run: one that a trigger calls must be there. */
export function checkMethods(model: FunctionModel, trigger: TriggerSpec, report: Report): void {
  const method = triggerMethods[trigger.kind];
  if (model.code?.methods === undefined || model.code.methods.includes(method)) return;
  report.problem(
    'code',
    `the handler has no method '${method}', which ${label(trigger)} calls. Add it to the default export of '${model.spec.code.entry}'.`,
  );
}
