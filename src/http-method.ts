/** A method of HTTP. */
export enum HttpMethod {
  /** Removes a resource. */
  DELETE = 'DELETE',
  /** Reads a resource. */
  GET = 'GET',
  /** Reads what `GET` would answer with, without the body. */
  HEAD = 'HEAD',
  /** Asks what a resource allows; browsers send it before cross-origin requests. */
  OPTIONS = 'OPTIONS',
  /** Changes a part of a resource. */
  PATCH = 'PATCH',
  /** Hands over something to work on. */
  POST = 'POST',
  /** Creates or replaces a resource. */
  PUT = 'PUT',
}
