import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { Problem } from '../problem.js';

const SAMPLE_BYTES = 1024 * 1024;

/** The encoding that a byte order mark at the start of a file names. */
function markedEncoding(start: Buffer): string | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark shows as a zero in every other byte of plain text. */
function unmarkedUtf16(start: Buffer): string | null {
  const pairs = Math.floor(Math.min(start.length, 2000) / 2);
  if (pairs < 4) return null;
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i < pairs; i++) {
    if (start[2 * i] === 0) zeroFirst++;
    if (start[2 * i + 1] === 0) zeroSecond++;
  }
  if (zeroSecond > pairs * 0.4 && zeroFirst === 0) return 'utf-16le';
  if (zeroFirst > pairs * 0.4 && zeroSecond === 0) return 'utf-16be';
  return null;
}

/**
 * True for bytes that no text in any of the usual encodings has so many of: control characters. A text
 * that lost a block to zeros has fewer, since most of it is still there.
 */
export function looksBinary(start: Buffer): boolean {
  if (markedEncoding(start) ?? unmarkedUtf16(start)) return false;
  const isControl = (byte: number) =>
    byte < 0x20 && byte !== 0x1a && byte !== 0x1b && !(byte >= 0x09 && byte <= 0x0d);
  const controls = start.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
  return controls > 0.05 * start.length;
}

/**
 * Guesses the encoding of a file that is not UTF-8 throughout. Chinese text in GB18030 comes in pairs of
 * high bytes; the accents of Western text stand alone among plain letters. A UTF-8 file with a few broken
 * characters stays UTF-8: its broken rows are set aside.
 */
export async function guessEncoding(path: string, isUtf8: boolean): Promise<string> {
  const sample = await sampleOf(path);
  const marked = markedEncoding(sample) ?? unmarkedUtf16(sample);
  if (marked) return marked;
  if (isUtf8) return 'utf-8';
  const { goodUtf8, badUtf8, paired, alone } = countHighBytes(sample);
  if (goodUtf8 > 4 * badUtf8) return 'utf-8';
  return paired > alone ? 'gb18030' : 'windows-1252';
}

/** The first high bytes of a file with the text around them: they may come late. */
async function sampleOf(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const head = Buffer.alloc(SAMPLE_BYTES);
    const { bytesRead } = await handle.read(head, 0, SAMPLE_BYTES, 0);
    if (markedEncoding(head) || head.subarray(0, bytesRead).some((byte) => byte >= 0x80))
      return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
  for await (const chunk of createReadStream(path, { highWaterMark: SAMPLE_BYTES }))
    if ((chunk as Buffer).some((byte) => byte >= 0x80)) return chunk as Buffer;
  return Buffer.alloc(0);
}

function countHighBytes(sample: Buffer) {
  let goodUtf8 = 0;
  let badUtf8 = 0;
  let paired = 0;
  let alone = 0;
  for (let i = 0; i < sample.length; ) {
    if (sample[i] < 0x80) {
      i++;
      continue;
    }
    let end = i;
    while (end < sample.length && sample[end] >= 0x80) end++;
    const run = end - i;
    // The second byte of a GBK pair may be a plain letter, so a run of odd length can still be Chinese.
    if (run === 1) alone++;
    else paired += Math.floor(run / 2);
    for (let at = i; at < end; ) {
      const length = sample[at] >= 0xf0 ? 4 : sample[at] >= 0xe0 ? 3 : sample[at] >= 0xc2 ? 2 : 1;
      const whole =
        length > 1 &&
        at + length <= end &&
        sample.subarray(at + 1, at + length).every((byte) => byte < 0xc0);
      if (whole) goodUtf8++;
      else badUtf8++;
      at += whole ? length : 1;
    }
    i = end;
  }
  return { goodUtf8, badUtf8, paired, alone };
}

/**
 * Writes a file anew in UTF-8.
 *
 * @throws Problem `import.unknownEncoding`, or `import.badEncoding` when bytes do not fit the encoding
 */
export async function toUtf8(
  path: string,
  encoding: string,
  target: string,
  fileName: string,
  signal?: AbortSignal,
): Promise<void> {
  const decoder = makeDecoder(encoding, true);
  async function* decoded() {
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: SAMPLE_BYTES }))
        yield decoder.decode(chunk as Buffer, { stream: true });
      yield decoder.decode();
    } catch (error) {
      if (error instanceof TypeError)
        throw new Problem('import.badEncoding', { file: fileName, encoding }, { cause: error });
      throw error;
    }
  }
  await pipeline(Readable.from(decoded()), createWriteStream(target), { signal });
}

/** @throws Problem `import.unknownEncoding` */
export function makeDecoder(encoding: string, fatal: boolean): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal });
  } catch (error) {
    throw new Problem('import.unknownEncoding', { encoding }, { cause: error });
  }
}
