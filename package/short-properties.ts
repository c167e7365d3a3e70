// A build plugin that shortens the names of private CSS custom properties.
import type { Plugin } from 'vite';

/** A private custom property: set and used only by the card's own style sheet. Public ones start with `--wise-link`. */
const PRIVATE = /--_[\w-]+/g;

const LETTERS = 26;

/** Gives each private custom property of the card's style sheet a name of one letter, in the order in which they first occur. */
export const shortProperties = (isFor: (environment: string) => boolean): Plugin => ({
  name: 'short-properties',
  apply: 'build',
  applyToEnvironment: ({ name }) => isFor(name),
  transform(code, id) {
    if (!id.endsWith('.styles.ts')) return undefined;
    const names = [...new Set(code.match(PRIVATE))];
    if (names.length > LETTERS) throw new Error(`${id} has ${names.length} private custom properties, and there are ${LETTERS} letters.`);
    return { code: code.replaceAll(PRIVATE, (name) => `--_${String.fromCodePoint(97 + names.indexOf(name))}`), map: null };
  },
});
