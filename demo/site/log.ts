import type { Link } from '../../src/index.js';
import { make } from './make.js';

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** A link in one line of text. */
export const describe = ({ displayName, profileType, profileRef }: Link): string =>
  `${displayName} · ${profileType} ${profileRef}`;

/** Lists the events that the page receives from its element, newest last. */
export function eventLog(page: HTMLElement): HTMLElement {
  const list = make('ol');
  // Scrollable, so it must be focusable by keyboard.
  const log = make('div', { id: 'events', role: 'log', ariaLabel: 'Events that your page receives', tabIndex: 0 }, list, none('Nothing yet.'));
  const write = ({ type }: Event, details: string): void => {
    const name = make('code', {}, type);
    list.append(make('li', {}, make('time', {}, time.format(new Date())), name, make('span', {}, details)));
    log.scrollTop = log.scrollHeight;
  };
  page.addEventListener('wise-link-change', (event) => {
    write(event, `${event.previous} → ${event.phase}${event.reason ? ` (${event.reason})` : ''}`);
  });
  // Without the query, which has the state of the attempt.
  page.addEventListener('wise-link-navigate', (event) => write(event, `to ${event.url.split('?', 1).join()}`));
  page.addEventListener('wise-link-success', (event) => write(event, describe(event.link)));
  page.addEventListener('wise-link-error', (event) => {
    const { code, message } = event.error;
    write(event, message === code ? code : `${code}: ${message}`);
  });
  page.addEventListener('wise-link-exit', (event) => write(event, event.reason));
  return make('section', {}, make('h2', {}, 'Events that your page receives'), log);
}

/** The text of an empty list. */
export const none = (words: string): HTMLElement => make('p', { className: 'none' }, words);
