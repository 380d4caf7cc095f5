import { crc32, deflateSync, inflateSync } from 'node:zlib';

/**
 * Pictures of pages have few colours, and browsers write them as if they had many: this makes them a third as large. Colours beyond
 * the 256 most frequent ones become their nearest neighbours, which nobody sees in the smoothed edges of letters.
 *
 * https://www.w3.org/TR/png-3/
 */
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const TRUE_COLOUR = 2;
const TRUE_COLOUR_WITH_ALPHA = 6;
const INDEXED = 3;
const MOST_COLOURS = 256;

interface Picture {
  width: number;
  height: number;
  /** A number 0xRRGGBB for each pixel, row by row. */
  pixels: Uint32Array;
}

/** Writes a picture with a palette. The browser's one is opaque, 8 bits deep and not interlaced. */
export function compactPng(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const palette = paletteOf(pixels);
  const indexes = new Map(palette.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = pixels[y * width + x];
      let index = indexes.get(colour);
      if (index === undefined) {
        index = nearest(palette, colour);
        indexes.set(colour, index);
      }
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, INDEXED, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap(each => [each >> 16, each >> 8, each])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function decode(png: Buffer): Picture {
  const data: Buffer[] = [];
  let width = 0;
  let height = 0;
  let channels = 0;
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      channels = channelsOf(body);
    } else if (type === 'IDAT') {
      data.push(body);
    }
    at += length + 12;
  }
  const bytes = unfilter(inflateSync(Buffer.concat(data)), {
    stride: width * channels,
    channels,
  });
  const pixels = new Uint32Array(width * height);
  for (let pixel = 0; pixel < pixels.length; pixel += 1) {
    pixels[pixel] = bytes.readUIntBE(pixel * channels, 3);
  }
  return { width, height, pixels };
}

function channelsOf(header: Buffer): number {
  const [depth, colour, , , interlaced] = header.subarray(8);
  if (depth === 8 && !interlaced && colour === TRUE_COLOUR) {
    return 3;
  }
  if (depth === 8 && !interlaced && colour === TRUE_COLOUR_WITH_ALPHA) {
    return 4;
  }
  throw new Error('This is no picture of a page');
}

/** Rows are stored as differences to their neighbours: https://www.w3.org/TR/png-3/#9Filters */
function unfilter(
  filtered: Buffer,
  { stride, channels }: { stride: number; channels: number },
): Buffer {
  const height = filtered.length / (stride + 1);
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < channels ? 0 : bytes[at - channels];
      const above = y === 0 ? 0 : bytes[at - stride];
      const corner =
        x < channels || y === 0 ? 0 : bytes[at - stride - channels];
      const predicted = [
        0,
        left,
        above,
        (left + above) >> 1,
        paeth(left, above, corner),
      ][filter];
      bytes[at] = filtered[y * (stride + 1) + 1 + x] + predicted;
    }
  }
  return bytes;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const distances = [left, above, corner].map(each => Math.abs(guess - each));
  const smallest = Math.min(...distances);
  return [left, above, corner][distances.indexOf(smallest)];
}

/** The most frequent colours. */
function paletteOf(pixels: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const colour of pixels) {
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one, often], [other, rare]) => rare - often || one - other)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
}

function nearest(palette: number[], colour: number): number {
  const distances = palette.map(each =>
    [16, 8, 0].reduce(
      (sum, shift) =>
        sum + (((each >> shift) & 255) - ((colour >> shift) & 255)) ** 2,
      0,
    ),
  );
  return distances.indexOf(Math.min(...distances));
}

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.from(type, 'latin1');
  const result = Buffer.alloc(body.length + 12);
  result.writeUInt32BE(body.length, 0);
  head.copy(result, 4);
  body.copy(result, 8);
  result.writeUInt32BE(crc32(Buffer.concat([head, body])), body.length + 8);
  return result;
}
