import { LocalBackend, TerraformBackend, TerraformStack } from './engine';

/**
 * The backend of a stack that has none. The engine's own default writes the working folder into the output; this
 * one names the same file relative to the stack's folder in the assembly.
 */
export function ensureBackend(stack: TerraformStack): TerraformBackend {
  const own = stack.node.findAll().find((child): child is TerraformBackend => TerraformBackend.isBackend(child));
  return own ?? new LocalBackend(stack, { path: `../../../terraform.${stack.node.id}.tfstate` });
}
