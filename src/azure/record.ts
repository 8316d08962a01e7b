import type { ResourceRecord } from '../private/target';

/** A named resource, for the manifest. */
export function record(resource: {
  readonly terraformResourceType: string;
  readonly nameInput?: string;
}): ResourceRecord {
  return { type: resource.terraformResourceType, name: resource.nameInput ?? '' };
}
