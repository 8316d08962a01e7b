import { TerraformResource } from './engine';

/** Has Terraform leave alone what others write: attributes as it addresses them, beside those that it leaves already. */
export function ignoreChanges(resource: TerraformResource, ...attributes: readonly string[]): void {
  const { ignoreChanges: others = [], ...lifecycle } = resource.lifecycle ?? {};
  if (others === 'all') return;
  resource.lifecycle = { ...lifecycle, ignoreChanges: [...new Set([...others, ...attributes])].sort() };
}
