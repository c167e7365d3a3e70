import { markup, type Markup } from './markup.js';

/** A part of a page for developers, which a customer of Wise would not see. */
export function developerStrip(content: Markup): Markup {
  return markup`<aside class="developers" aria-labelledby="for-developers">
    <h2 id="for-developers">For developers</h2>
    ${content}
  </aside>`;
}
