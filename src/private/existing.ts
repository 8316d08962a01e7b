import type { ExistingResource } from '../resource';

const EXISTING = Symbol('existing');

/** Props that stand for a resource that exists: under a symbol, so that users can't mix them with others. */
export function existing(resource: ExistingResource): object {
  return { [EXISTING]: resource };
}

export function existingOf(props: object): ExistingResource | undefined {
  return (props as { [EXISTING]?: ExistingResource })[EXISTING];
}
