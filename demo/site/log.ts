import type { Link } from '../../src/index.js';
import { make } from './make.js';

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** What the element says about a link, in one line. */
export const describe = ({ displayName, profileType, profileRef }: Link): string =>
  `${displayName} · ${profileType} ${profileRef}`;

/** Lists the events that the page hears from its element, newest last. */
export function eventLog(page: HTMLElement): HTMLElement {
  const list = make('ol');
  // Can be scrolled, so it can be reached by keyboard.
  const log = make('div', { id: 'events', role: 'log', ariaLabel: 'What your page hears', tabIndex: 0 }, list, none('Nothing yet.'));
  const write = ({ type }: Event, details: string): void => {
    const name = make('code', {}, type);
    list.append(make('li', {}, make('time', {}, time.format(new Date())), name, make('span', {}, details)));
    log.scrollTop = log.scrollHeight;
  };
  page.addEventListener('wise-link-change', (event) => {
    write(event, `${event.previous} → ${event.phase}${event.reason ? ` (${event.reason})` : ''}`);
  });
  // The rest of the URL names the attempt, and is nobody else's business.
  page.addEventListener('wise-link-navigate', (event) => write(event, `to ${event.url.split('?', 1).join()}`));
  page.addEventListener('wise-link-success', (event) => write(event, describe(event.link)));
  page.addEventListener('wise-link-error', (event) => {
    const { code, message } = event.error;
    write(event, message === code ? code : `${code}: ${message}`);
  });
  page.addEventListener('wise-link-exit', (event) => write(event, event.reason));
  return make('section', {}, make('h2', {}, 'What your page hears'), log);
}

/** What a list says when it is empty. */
export const none = (words: string): HTMLElement => make('p', { className: 'none' }, words);
