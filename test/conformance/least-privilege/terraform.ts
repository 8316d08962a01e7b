/** A stack as Terraform reads it: the parts that these checks look at. */
export interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** The resources whose type meets a condition, by their address. */
export function resources(stack: Stack, type: RegExp): { readonly address: string; readonly its: Arguments }[] {
  return Object.entries(stack.resource)
    .filter(([name]) => type.test(name))
    .flatMap(([name, all]) => Object.entries(all).map(([id, its]) => ({ address: `${name}.${id}`, its })));
}
