import { PNG } from 'pngjs';

/** A PNG of one grey. */
export function picture(width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  png.data.fill(200);
  return PNG.sync.write(png);
}

/** Width and height, if it is a PNG at all. */
export function sizeOf(bytes: Buffer): [width: number, height: number] {
  const { width, height } = PNG.sync.read(bytes);
  return [width, height];
}
