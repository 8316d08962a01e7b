import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { DeployedCode } from '../../private/code';

/** What of a Lambda function its code decides: a package has the adapter in front, an image its own command. */
export function functionCode(
  code: DeployedCode,
  runtime: string,
): Pick<lambda.FunctionProps, 'code' | 'handler' | 'runtime'> {
  if ('image' in code) {
    return { code: new Image(code.image), handler: lambda.Handler.FROM_IMAGE, runtime: lambda.Runtime.FROM_IMAGE };
  }
  return {
    code: lambda.Code.fromAsset(code.path, { assetHash: code.hash }),
    handler: 'index.handler',
    runtime: new lambda.Runtime(runtime, lambda.RuntimeFamily.NODEJS),
  };
}

/** Any address: `Code.fromEcrImage` wants the repository as a construct, which could do no more for one that exists. */
class Image extends lambda.Code {
  public readonly isInline = false;

  constructor(private readonly uri: string) {
    super();
  }

  public bind(): lambda.CodeConfig {
    return { image: { imageUri: this.uri } };
  }
}
