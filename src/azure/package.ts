import type { BundleTarget } from '../bundle';
import { adapterFiles, clientPaths } from '../private/adapter';
import type { FunctionSpec } from '../private/spec';

/**
 * The same for every function: what differs between functions are settings.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-host-json
 */
const host = {
  version: '2.0',
  extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.0.0, 5.0.0)' },
  extensions: { http: { routePrefix: '' } },
  logging: { applicationInsights: { samplingSettings: { isEnabled: true, excludedTypes: 'Request;Exception;Trace' } } },
};

/** A package for Azure Functions: the adapter registers the functions of the app when it is loaded. */
export function packageFiles(spec: FunctionSpec): BundleTarget {
  return {
    cloud: 'azure',
    nodeTarget: `node${spec.runtime.version}`,
    // The worker hands this one to the app.
    external: ['@azure/functions-core'],
    files: {
      'host.json': json(host),
      ...adapterFiles('azure', spec),
      'package.json': json({ main: 'index.js' }),
    },
    clients: clientPaths('azure'),
    install: { os: 'linux', cpu: 'x64', libc: 'glibc' },
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
