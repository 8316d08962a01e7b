import type { BundleTarget } from '../bundle';
import { adapterFile } from '../private/adapter';
import type { FunctionSpec } from '../private/spec';

/** A package for Lambda: the adapter in front; the AWS SDK is the runtime's own. */
export function packageFiles({ runtime }: FunctionSpec): BundleTarget {
  return {
    cloud: 'aws',
    nodeTarget: `node${runtime.version}`,
    external: ['@aws-sdk/*', '@smithy/*'],
    files: { 'index.js': adapterFile('aws') },
  };
}
