import { markup, type Markup } from './markup.js';
import { page } from './page.js';

/** A page with a message and an optional link. */
export function messagePage(title: string, text: string, link?: { href: string; text: string }): Markup {
  return page({
    title,
    body: markup`<p>${text}</p>
    ${link ? markup`<p><a class="button" href="${link.href}">${link.text}</a></p>` : ''}`,
  });
}
