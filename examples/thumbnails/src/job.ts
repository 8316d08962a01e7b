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
  if (!isUrl(source)) return "'source' is not a URL.";
  if (!isUrl(destination)) return "'destination' is not a URL.";
  if (!Number.isInteger(width) || width! < 16 || width! > 2048) return "'width' is not a whole number from 16 to 2048.";
  return { source, destination, width: width! };
}

function isUrl(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
