// A build plugin that replaces Lit's base class in the self-contained files.
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Uses src/element/reactive-element.ts in place of Lit, which has much that the element does not use. */
export const ownBase = (isFor: (environment: string) => boolean): Plugin => ({
  name: 'own-base',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => isFor(name),
  resolveId: (id) => (id === '@lit/reactive-element' ? fileURLToPath(new URL('../src/element/reactive-element.ts', import.meta.url)) : undefined),
});
