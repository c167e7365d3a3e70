import { error, ok, warning, type Finding } from './finding.js';
import type { Scene } from './scene.js';

/** Matches the path of the published script. */
const SCRIPT = /\/wise-link(\.iife)?\.js$/;

/** Checks that the script was loaded once and that it defines the element. */
export function definition({ element }: Pick<Scene, 'element'>): Finding {
  const tag = element.localName;
  const defined = customElements.get(tag);
  if (!defined) {
    return error(
      'definition',
      `<${tag}> is not defined.`,
      'Load wise-link.js with a script tag, or import it. If you do, the console shows why it did not run.',
    );
  }
  if (!(element instanceof defined)) {
    return error(
      'definition',
      `<${tag}> is defined, but this element was not upgraded.`,
      'Add it to the document that loads the script, or call customElements.upgrade(element).',
    );
  }
  // Checks members, not the class: the class is in another file, which diagnose.js does not contain.
  if (typeof element.open !== 'function' || typeof element.handleCallback !== 'function' || !('phase' in element)) {
    return error(
      'definition',
      `Another script defined <${tag}> first: it does not have the members of this component.`,
      'Find the script that defines the same tag, and remove it or load it after wise-link.js.',
    );
  }
  const scripts = scriptsOf(performance.getEntriesByType('resource'));
  if (scripts.length > 1) {
    return warning(
      'definition',
      `The script was loaded ${scripts.length} times: ${scripts.join(' ')}. The first one that ran is used.`,
      'Load only one of them.',
    );
  }
  return ok('definition', `<${tag}> is defined.`);
}

/** The URLs of the loaded copies of the script. A copy inside a bundle has another name and is not found. */
export const scriptsOf = (loaded: readonly { name: string }[]): string[] => [
  ...new Set(
    loaded.map(({ name }) => name).filter((name) => URL.canParse(name) && SCRIPT.test(new URL(name).pathname)),
  ),
];
