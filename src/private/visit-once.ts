import type { IConstruct } from 'constructs';

/** An aspect of either engine that works once, when a construct is visited: everything is described then. */
export function visitOnce(scope: IConstruct, work: () => void): { visit(node: IConstruct): void } {
  let done = false;
  return {
    visit: (node) => {
      if (node !== scope || done) return;
      done = true;
      work();
    },
  };
}
