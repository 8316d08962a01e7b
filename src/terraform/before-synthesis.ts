import type { IConstruct } from 'constructs';
import { Aspects } from './engine';

/** Aspects run when everything is described; the engine knows no other such moment in which constructs may be added. */
export function beforeSynthesis(scope: IConstruct, work: () => void): void {
  let done = false;
  const visit = (node: IConstruct) => {
    if (node !== scope || done) return;
    done = true;
    work();
  };
  Aspects.of(scope).add({ visit });
}
