/** Decodes the body of an answer. */
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const DECODERS = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** The content codings that `decoded` knows (RFC 9110 §8.4.1). */
export const CODINGS = 'gzip, deflate, br';

/** The body without its content coding. An unknown coding leaves it as it is. */
export function decoded(body: Readable, coding: string): Readable {
  const decoder = Object.entries(DECODERS).find(([name]) => name === coding.trim().toLowerCase())?.[1]();
  // Who reads the body gets its errors.
  return decoder === undefined ? body : pipeline(body, decoder, () => {});
}
