// A file of its own beside the adapter, loaded where the description asks for traces.
import type * as secrets from './client-secret';
import { traceOn } from '../tracing/tracer';

const { env } = process;

/** @see https://cloud.google.com/run/docs/container-contract#services-env-vars */
export const tracing = traceOn({
  name: 'gcp',
  resource: {
    'cloud.platform': 'gcp_cloud_functions',
    'cloud.account.id': env.GOOGLE_CLOUD_PROJECT,
    'faas.name': env.K_SERVICE,
    'faas.version': env.K_REVISION,
  },
  messaging: { queue: 'gcp_pubsub', topic: 'gcp_pubsub' },
  honest: false,
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  secrets: () => (require('./client-secret') as typeof secrets).create,
});
