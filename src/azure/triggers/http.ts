import { corsOf } from '../../private/cors';
import type { HttpTriggerSpec } from '../../private/spec';
import type { AzureFunction } from '../function';

/**
 * The app answers HTTP as it is: its routes are settings. What is left is what all its HTTP triggers share: CORS, and
 * who may call.
 */
export function http(fn: AzureFunction, { auth }: HttpTriggerSpec): void {
  if (auth === 'IAM') fn._authenticate();
  const cors = corsOf(fn._model);
  if (!cors) return;
  fn.app.siteConfig.putCors({
    allowedOrigins: [...cors.allowOrigins],
    supportCredentials: cors.allowCredentials ?? false,
  });
}
