import type { IConstruct } from 'constructs';
import { Aspects } from './engine';
import { visitOnce } from '../private/visit-once';

/** Aspects run when everything is described; the engine knows no other such moment in which constructs may be added. */
export function beforeSynthesis(scope: IConstruct, work: () => void): void {
  Aspects.of(scope).add(visitOnce(scope, work));
}
