import type { ResourceRecord } from '../private/target';
import type { TerraformResource } from '../terraform/engine';

interface Named {
  readonly nameInput?: string;
  readonly accountIdInput?: string;
  readonly secretIdInput?: string;
}

/** A resource by its name in the cloud. */
export function record(resource: TerraformResource): ResourceRecord {
  const { nameInput, accountIdInput, secretIdInput } = resource as Named;
  return { type: resource.terraformResourceType, name: nameInput ?? accountIdInput ?? secretIdInput! };
}
