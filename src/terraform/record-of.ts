import type { IConstruct } from 'constructs';
import { TerraformResource } from './engine';
import type { ResourceRecord } from '../private/target';
import { holdsToken } from '../private/tokens';

/** A resource by its name, or what is shown of it in the cloud's place. */
export function recordOf(construct: IConstruct): ResourceRecord | undefined {
  if (!TerraformResource.isTerraformResource(construct)) return undefined;
  const { nameInput, displayNameInput, displayName } = construct as {
    readonly nameInput?: string;
    readonly displayNameInput?: string;
    readonly displayName?: string;
  };
  const name = nameInput ?? displayNameInput ?? displayName ?? '';
  // What is known on deployment only would be another token each time.
  return { type: construct.terraformResourceType, name: holdsToken(name) ? '' : name };
}
