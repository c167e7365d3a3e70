import { error, ok, warning, type Finding } from './finding.js';
import type { Scene } from './scene.js';

/** The file of the element, as it is shipped. */
const SCRIPT = /\/wise-link(\.iife)?\.js$/;

/** Whether the script has come, once, and has made the element what it is. */
export function definition({ element }: Pick<Scene, 'element'>): Finding {
  const tag = element.localName;
  const defined = customElements.get(tag);
  if (!defined) {
    return error(
      'definition',
      `Nothing has defined <${tag}>.`,
      'Load wise-link.js by a script tag, or import it; then look into the console for the reason why it did not run.',
    );
  }
  if (!(element instanceof defined)) {
    return error(
      'definition',
      `<${tag}> is defined, but this element has not become one.`,
      'Put it into the document that loads the script, or call customElements.upgrade(element).',
    );
  }
  // By what it can do: its class is that of another file, which this file does not carry.
  if (typeof element.open !== 'function' || typeof element.handleCallback !== 'function' || !('phase' in element)) {
    return error(
      'definition',
      `Something else has defined <${tag}> before: it has not the members of this component.`,
      'Find the script that defines the same tag, and take it away or load it after wise-link.js.',
    );
  }
  const scripts = scriptsOf(performance.getEntriesByType('resource'));
  if (scripts.length > 1) {
    return warning(
      'definition',
      `The script was loaded ${scripts.length} times: ${scripts.join(' ')}. The one that ran first serves.`,
      'Load one of them only.',
    );
  }
  return ok('definition', `<${tag}> is defined.`);
}

/** The copies of the element's file among what the page has loaded. One inside a bundle bears another name. */
export const scriptsOf = (loaded: readonly { name: string }[]): string[] => [
  ...new Set(
    loaded.map(({ name }) => name).filter((name) => URL.canParse(name) && SCRIPT.test(new URL(name).pathname)),
  ),
];
