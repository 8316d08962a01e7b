import type { BundleTarget } from '../bundle';
import { adapterFiles, clientPaths } from '../private/adapter';
import type { FunctionSpec } from '../private/spec';

/** A package for Lambda: the adapter in front; the AWS SDK is the runtime's own. */
export function packageFiles(spec: FunctionSpec): BundleTarget {
  const { runtime, architecture } = spec;
  return {
    cloud: 'aws',
    nodeTarget: `node${runtime.version}`,
    external: ['@aws-sdk/*', '@smithy/*'],
    files: adapterFiles('aws', spec),
    clients: clientPaths('aws'),
    install: { os: 'linux', cpu: architecture === 'x86_64' ? 'x64' : 'arm64', libc: 'glibc' },
  };
}
