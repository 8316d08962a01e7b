import type { IConstruct } from 'constructs';

const ACKNOWLEDGED = Symbol.for('faasade.acknowledged');

type Scope = IConstruct & { [ACKNOWLEDGED]?: Map<string, string> };

export function acknowledge(scope: IConstruct, id: string, reason: string): void {
  const holder = scope as Scope;
  if (!holder[ACKNOWLEDGED]) Object.defineProperty(holder, ACKNOWLEDGED, { value: new Map() });
  holder[ACKNOWLEDGED]!.set(id, reason);
}

/** The reason with which a scope, or one above it, acknowledges the warning. */
export function acknowledgement(scope: IConstruct, id: string): string | undefined {
  const holders = [...scope.node.scopes].reverse() as Scope[];
  return holders.map((ancestor) => ancestor[ACKNOWLEDGED]?.get(id)).find((reason) => reason !== undefined);
}
