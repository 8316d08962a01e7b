/** The one place that names the Terraform engine: another one with the same API is a change of this file. */
export {
  App,
  Aspects,
  AssetType,
  DefaultTokenResolver,
  Fn,
  Lazy,
  LocalBackend,
  StringConcat,
  TerraformAsset,
  TerraformBackend,
  TerraformElement,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
export type { ITerraformDependable, TerraformMetaArguments } from 'cdktf';
