import { PNG } from 'pngjs';

/** A small file can unpack to a picture that fills the memory. */
const MAX_PIXELS = 25_000_000;

/** A PNG no wider than `width`: each pixel is the average of those that it stands for. */
export function shrink(png: Buffer, width: number): Uint8Array<ArrayBuffer> {
  // Width and height stand at the same place in every PNG.
  const pixels = png.length < 24 ? Infinity : png.readUInt32BE(16) * png.readUInt32BE(20);
  if (pixels > MAX_PIXELS) throw new Error(`The picture has more than ${MAX_PIXELS} pixels, or is none.`);
  const from = PNG.sync.read(png);
  if (from.width <= width) return new Uint8Array(png);
  const to = new PNG({ width, height: Math.max(1, Math.round((from.height * width) / from.width)) });
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      to.data.set(
        average(from, span(x, from.width, to.width), span(y, from.height, to.height)),
        (y * to.width + x) * 4,
      );
    }
  }
  return new Uint8Array(PNG.sync.write(to));
}

type Span = readonly [first: number, end: number];

function span(index: number, from: number, to: number): Span {
  const first = Math.floor((index * from) / to);
  return [first, Math.max(first + 1, Math.floor(((index + 1) * from) / to))];
}

function average({ data, width }: PNG, [left, right]: Span, [top, bottom]: Span): number[] {
  const sum = [0, 0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      for (let channel = 0; channel < 4; channel++) sum[channel] += data[(y * width + x) * 4 + channel];
    }
  }
  const pixels = (right - left) * (bottom - top);
  return sum.map((total) => Math.round(total / pixels));
}
