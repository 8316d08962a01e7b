/** The one place that names the Terraform engine: another one with the same API is a change of this file. */
export {
  App,
  AssetType,
  Fn,
  Lazy,
  LocalBackend,
  TerraformAsset,
  TerraformBackend,
  TerraformElement,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from 'cdktf';
export type { ITerraformDependable, TerraformMetaArguments } from 'cdktf';
