import type { IConstruct } from 'constructs';
import { TerraformResource } from './engine';
import type { ResourceRecord } from '../private/target';

/** A resource by its name, or what is shown of it in the cloud's place. */
export function recordOf(construct: IConstruct): ResourceRecord | undefined {
  if (!TerraformResource.isTerraformResource(construct)) return undefined;
  const { nameInput, displayNameInput, displayName } = construct as {
    readonly nameInput?: string;
    readonly displayNameInput?: string;
    readonly displayName?: string;
  };
  return { type: construct.terraformResourceType, name: nameInput ?? displayNameInput ?? displayName ?? '' };
}
