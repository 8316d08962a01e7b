// A file of its own beside the adapter, loaded where the description asks for traces.
import type * as secrets from './client-secret';
import { traceOn } from '../tracing/tracer';

const { env } = process;

/** @see https://learn.microsoft.com/azure/app-service/reference-app-settings#app-environment */
export const tracing = traceOn({
  name: 'azure',
  resource: {
    'cloud.platform': 'azure.functions',
    'faas.name': env.WEBSITE_SITE_NAME,
    'faas.instance': env.WEBSITE_INSTANCE_ID,
  },
  messaging: { queue: 'servicebus', topic: 'servicebus' },
  honest: false,
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  secrets: () => (require('./client-secret') as typeof secrets).create,
});
