/** A thumbnail to be made. */
export interface Job {
  /** Where the picture is, a PNG. */
  readonly source: string;
  /** Where the thumbnail is put with `PUT`, such as a signed URL. */
  readonly destination: string;
  /** Width of the thumbnail in pixels, 16 to 2,048. */
  readonly width: number;
}

/** A job from what a caller sent, or what is wrong with it. */
export function parseJob(value: unknown): Job | string {
  const { source, destination, width } = (value ?? {}) as Partial<Job>;
  if (!isAllowed(source)) return "'source' is not a URL of an allowed origin.";
  if (!isAllowed(destination)) return "'destination' is not a URL of an allowed origin.";
  if (!Number.isInteger(width) || width! < 16 || width! > 2048) return "'width' is not a whole number from 16 to 2048.";
  return { source, destination, width: width! };
}

/** Callers are strangers: what they name is fetched only from, and put only to, the origins that the service was given. */
function isAllowed(value: unknown): value is string {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  return (process.env.PICTURE_ORIGINS ?? '').split(' ').includes(new URL(value).origin);
}
