import type { IConstruct } from 'constructs';

const ACKNOWLEDGED = Symbol.for('faasade.acknowledged');

type Scope = IConstruct & { [ACKNOWLEDGED]?: Map<string, string> };

export function acknowledge(scope: IConstruct, id: string, reason: string): void {
  const holder = scope as Scope;
  if (!holder[ACKNOWLEDGED]) Object.defineProperty(holder, ACKNOWLEDGED, { value: new Map() });
  holder[ACKNOWLEDGED]!.set(id, reason);
}

/** Whether a scope or one above it acknowledges the warning. */
export function isAcknowledged(scope: IConstruct, id: string): boolean {
  return scope.node.scopes.some((ancestor) => (ancestor as Scope)[ACKNOWLEDGED]?.has(id));
}
