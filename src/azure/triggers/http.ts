import { corsOf } from '../../private/cors';
import type { AzureFunction } from '../function';

/** The app answers HTTP as it is: its routes are settings. What is left is the CORS that all its HTTP triggers share. */
export function http(fn: AzureFunction): void {
  const cors = corsOf(fn._model);
  if (!cors) return;
  fn.app.siteConfig.putCors({
    allowedOrigins: [...cors.allowOrigins],
    supportCredentials: cors.allowCredentials ?? false,
  });
}
