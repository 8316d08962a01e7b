import { TerraformElement, TerraformStack } from './engine';

const FIXED = Symbol.for('faasade.logicalIds');

interface Allocator {
  [FIXED]?: true;
  allocateLogicalId(element: TerraformElement): string;
}

/**
 * Terraform wants a letter or `_` first in the name of a resource, where the engine keeps a construct id that begins
 * with a digit. Names that Terraform takes stay as they are.
 */
export function fixLogicalIds(stack: TerraformStack): void {
  const allocator = stack as unknown as Allocator;
  if (allocator[FIXED]) return;
  const allocate = allocator.allocateLogicalId.bind(stack);
  Object.defineProperty(stack, FIXED, { value: true });
  Object.defineProperty(stack, 'allocateLogicalId', {
    value: (element: TerraformElement) => allocate(element).replace(/^(?=[^A-Za-z_])/, '_'),
  });
}
