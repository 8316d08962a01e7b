// A file of its own beside the adapter, loaded where the description asks for traces.
import type * as secrets from './client-secret';
import { traceOn } from '../tracing/tracer';

const { env } = process;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
export const tracing = traceOn({
  name: 'aws',
  resource: {
    'cloud.platform': 'aws_lambda',
    'cloud.region': env.AWS_REGION,
    'faas.name': env.AWS_LAMBDA_FUNCTION_NAME,
    'faas.version': env.AWS_LAMBDA_FUNCTION_VERSION,
    'faas.instance': env.AWS_LAMBDA_LOG_STREAM_NAME,
  },
  messaging: { queue: 'aws_sqs', topic: 'aws.sns' },
  honest: true,
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  secrets: () => (require('./client-secret') as typeof secrets).create,
});
