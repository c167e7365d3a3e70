// The sizes that the built files may have.
import { brotliCompressSync, constants } from 'node:zlib';
import { builtFiles } from './dist.js';

/** The limits in bytes, at the best brotli compression. */
export const LIMITS: Readonly<Record<string, number>> = {
  'cdn/wise-link.js': 19_890,
  'cdn/wise-link.iife.js': 19_890,
  'cdn/callback.js': 900,
  'locales/auto.js': 400,
  ...Object.fromEntries(builtFiles().filter((file) => /^locales\/(?!auto).*\.js$/.test(file)).map((file) => [file, 1_800])),
};

/** The size of a file in bytes, at the best brotli compression. */
export function sizeOf(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;
}
