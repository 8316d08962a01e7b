import { IDuration } from './duration';
import { HttpMethod } from './http-method';

/**
 * Which other origins' pages may read a function's answers, or use signed URLs of a bucket.
 *
 * Of functions: AWS and Azure answer preflights themselves, on Google the function's adapter does. Azure knows allowed
 * origins and credentials only: it lets every method and header through, and that is warned about.
 * @see https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS
 */
export interface Cors {
  /** Origins such as `https://example.com`, or `*` for any. */
  readonly allowOrigins: string[];
  /**
   * Methods that a page may use.
   * @default - those of the trigger; of a bucket GET and PUT
   */
  readonly allowMethods?: HttpMethod[];
  /**
   * Request headers that a page may send.
   * @default - those that need no permission
   */
  readonly allowHeaders?: string[];
  /**
   * Response headers that a page may read.
   * @default - those that need no permission
   */
  readonly exposeHeaders?: string[];
  /**
   * Whether cookies and credentials are sent. Not with the origin `*`, and not to a bucket.
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser keeps a preflight's answer, up to one day.
   * @default - the browser's own
   */
  readonly maxAge?: IDuration;
}
