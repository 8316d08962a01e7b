import type { BundleTarget } from '../bundle';
import { adapterFiles, clientPaths } from '../private/adapter';
import type { FunctionSpec } from '../private/spec';

/** Exact, so that the same package is the same function whenever it is built. */
const FRAMEWORK = '5.0.5';

/** A package for Cloud Functions: the adapter in front, whose entry point is `handler`; Google's build installs the framework. */
export function packageFiles(spec: FunctionSpec): BundleTarget {
  const manifest = {
    private: true,
    main: 'index.js',
    dependencies: { '@google-cloud/functions-framework': FRAMEWORK },
  };
  return {
    cloud: 'google',
    nodeTarget: `node${spec.runtime.version}`,
    external: ['@google-cloud/functions-framework'],
    files: { ...adapterFiles('google', spec), 'package.json': `${JSON.stringify(manifest, undefined, 2)}\n` },
    clients: clientPaths('google'),
    install: 'build',
  };
}
