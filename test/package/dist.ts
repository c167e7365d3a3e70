// Reads the built files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const DIST = `${import.meta.dirname}/../../dist/`;

/** The self-contained files for pages without a bundler. */
export const STANDALONE = ['cdn/wise-link.js', 'cdn/wise-link.iife.js', 'cdn/callback.js'];

export const isBuilt = (file: string): boolean => existsSync(DIST + file);

/** A built file's text. */
export function built(file: string): string {
  if (!isBuilt(file)) throw new Error(`dist/${file} does not exist: run \`npm run build\` first`);
  return readFileSync(DIST + file, 'utf8');
}

/** The paths of all built files, in `dist`. */
export function builtFiles(): string[] {
  if (!existsSync(DIST)) throw new Error('There is no dist: run `npm run build` first');
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
}
