import type { Mail } from '../outbox.js';
import { markup, type Markup } from './markup.js';
import { page } from './page.js';

/** The page with the emails that Wise sent. */
export function outboxPage(mails: readonly Mail[]): Markup {
  return page({
    title: 'Outbox',
    body: markup`
    <p>The emails that Wise sent, newest first. None of them leaves this machine.</p>
    ${mails.length === 0 ? markup`<p>No email yet.</p>` : mails.map(mailArticle)}`,
  });
}

function mailArticle({ to, subject, text, link, sentAt }: Mail): Markup {
  return markup`<article>
    <h2>${subject}</h2>
    <p><small>To ${to} · <time datetime="${sentAt}">${sentAt.slice(0, 19).replace('T', ' ')} UTC</time></small></p>
    <p>${text}</p>
    <p><a class="button" href="${link}">Log in and get your code</a></p>
  </article>`;
}
