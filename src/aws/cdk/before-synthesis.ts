import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { visitOnce } from '../../private/visit-once';

/** Aspects run when everything is described; the engine knows no other such moment in which constructs may be added. */
export function beforeSynthesis(scope: IConstruct, work: () => void): void {
  // Before aspects that only look, so that these see what was added.
  Aspects.of(scope).add(visitOnce(scope, work), { priority: AspectPriority.MUTATING });
}
