import type { Construct } from 'constructs';
import * as faas from 'faasade';

/** One of many: a function that works off a queue of its own. */
export function work(scope: Construct, n: number): void {
  const jobs = new faas.Queue(scope, `Jobs${n}`);
  new faas.Function(scope, `Work${n}`, {
    code: faas.Code.bundle(`src/handler${n}.ts`),
    triggers: [faas.Trigger.queue(jobs)],
  });
}

/** Without what comes by itself, which nobody compares by hand. */
export function unwatched(stack: Construct): void {
  faas.Observability.withoutAlarms(stack);
  faas.Observability.withoutDashboard(stack);
}
