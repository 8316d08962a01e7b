import { Lazy, TerraformElement, TerraformResource } from './engine';

/**
 * The plain address of an element, such as `terraform_data.Deployment`. Terraform refuses the `${…}` that the engine
 * makes of references where it wants an address.
 */
export function address(element: TerraformElement & { readonly terraformResourceType: string }, attribute = ''): string {
  return Lazy.stringValue({
    produce: () => [element.terraformResourceType, element.friendlyUniqueId, attribute].filter(Boolean).join('.'),
  });
}

/** Has a resource wait for others that come later than its constructor. */
export function dependOn(resource: TerraformResource, ...others: TerraformResource[]): void {
  resource.dependsOn = [...(resource.dependsOn ?? []), ...others.map((other) => address(other))];
}
