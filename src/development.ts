/**
 * ENTRY for bundlers in development: like `index`, and warns on the console if the page defines the element twice, if the backend
 * does not start attempts, or if the element cannot use words that it gets. No page of customers loads it.
 */
import { WiseLink } from './index.js';
import { warnOfIgnoredWords } from './ignored-words.js';
import { warnOfMissingStart } from './missing-start.js';

export * from './index.js';

if (customElements.get('wise-link') !== WiseLink) {
  // oxlint-disable-next-line no-console -- only developers load this file
  console.warn(
    '<wise-link> was already defined when this copy of the package loaded, and the first one serves: its version counts, and `instanceof WiseLink` of this copy is false. ' +
      'Import it in one place, or take the script tag away; `npm ls wise-link` shows the copies.',
  );
}

// In Node there is no page.
if (typeof window !== 'undefined') {
  warnOfMissingStart(window);
  warnOfIgnoredWords(WiseLink);
}
