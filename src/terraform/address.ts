import { Lazy, TerraformElement, TerraformResource } from './engine';

type Addressable = TerraformElement & { readonly terraformResourceType: string };

/**
 * The plain address of an element or of its attribute, such as `terraform_data.Deployed.id`. Terraform refuses the
 * `${…}` that the engine makes of references where it wants an address.
 */
export function address(element: Addressable, attribute?: string): string {
  return Lazy.stringValue({ produce: () => addressOf(element, attribute) });
}

/** Has a resource wait for others; asked at synthesis, in an order of their own. */
export function waitFor(resource: TerraformResource, others: () => readonly Addressable[]): void {
  resource.dependsOn = Lazy.listValue(
    {
      produce: () =>
        others()
          .map((other) => addressOf(other))
          .sort(),
    },
    { omitEmpty: true },
  );
}

function addressOf(element: Addressable, attribute?: string): string {
  const plain = `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  return attribute === undefined ? plain : `${plain}.${attribute}`;
}
