import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Aspects run when everything is described; the engine knows no other such moment in which constructs may be added. */
export function beforeSynthesis(scope: IConstruct, work: () => void): void {
  let done = false;
  const visit = (node: IConstruct) => {
    if (node !== scope || done) return;
    done = true;
    work();
  };
  // Before aspects that only look, so that these see what was added.
  Aspects.of(scope).add({ visit }, { priority: AspectPriority.MUTATING });
}
