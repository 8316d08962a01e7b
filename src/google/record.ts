import type { ResourceRecord } from '../private/target';
import type { TerraformResource } from '../terraform/engine';

/** A resource by its name in the cloud. */
export function record(resource: TerraformResource): ResourceRecord {
  const { nameInput, accountIdInput } = resource as { nameInput?: string; accountIdInput?: string };
  return { type: resource.terraformResourceType, name: nameInput ?? accountIdInput! };
}
