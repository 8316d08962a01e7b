/**
 * The language runtime of a function.
 */
export class Runtime {
  /**
   * Node.js 22.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
   * @see https://learn.microsoft.com/azure/azure-functions/functions-reference-node
   * @see https://cloud.google.com/functions/docs/runtime-support
   */
  public static readonly NODE_22 = new Runtime('nodejs', '22');

  /**
   * Node.js 24.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
   * @see https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#supported-language-stack-versions
   * @see https://cloud.google.com/functions/docs/runtime-support
   */
  public static readonly NODE_24 = new Runtime('nodejs', '24');

  /** The language: `nodejs`. */
  public readonly family: string;

  /** The version as the vendors write it, such as `22`. */
  public readonly version: string;

  private constructor(family: string, version: string) {
    this.family = family;
    this.version = version;
  }
}
