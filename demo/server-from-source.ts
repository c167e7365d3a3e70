import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../src/server/', import.meta.url));

/** Aliases for Vite: the demo imports `wise-link/server` as a partner does, and gets the source, so that it needs no build. */
export const serverFromSource = [
  { find: /^wise-link\/server$/, replacement: `${folder}index.ts` },
  { find: /^wise-link\/server\/(\w+)$/, replacement: `${folder}$1.ts` },
];
