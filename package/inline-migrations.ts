import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { readMigrations } from '../src/server/migrations.js';

const MODULE = fileURLToPath(new URL('../src/server/migrations.ts', import.meta.url));

/** Puts the migrations into the built server, which then reads no files beside it. */
export function inlineMigrations(): Plugin {
  return {
    name: 'inline-migrations',
    enforce: 'pre',
    apply: 'build',
    async load(id) {
      return id === MODULE ? `export const readMigrations = async () => ${JSON.stringify(await readMigrations())};` : undefined;
    },
  };
}
