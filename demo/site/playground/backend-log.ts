import type { Seen } from '../answer-here.js';
import { none } from '../log.js';
import { make } from '../make.js';
import { withoutSecrets } from './without-secrets.js';

/** A list of what the backend saw. */
export interface BackendLog {
  list: HTMLElement;
  /** Adds a request of the page with its answer, if the backend answered it. */
  observe(seen: Seen): void;
}

/** Lists the requests to the backend with their answers, without secrets. `linesOf` returns the backend's own lines for a correlation id. */
export function backendLog(linesOf: (correlationId: string) => Promise<readonly string[]>): BackendLog {
  const items = make('ol');
  // Scrollable, so it must be focusable by keyboard.
  const list = make('div', { className: 'log', id: 'backend-log', role: 'log', ariaLabel: 'What the backend saw', tabIndex: 0 }, items, none('Nothing yet.'));
  const observe = ({ method, path, correlationId, sent, received, status }: Seen): void => {
    if (!path.startsWith('/api/wise/')) return;
    const bodies = [withoutSecrets(sent, 'request'), withoutSecrets(received, 'answer')].filter(Boolean);
    const item = make('li', {}, make('code', {}, `${method} ${path} → ${status}`), ...bodies.map((text) => make('code', { className: 'body' }, text)));
    items.append(item);
    const scroll = (): void => void (list.scrollTop = list.scrollHeight);
    scroll();
    void linesOf(correlationId).then((lines) => item.append(...lines.map((line) => make('small', {}, line)))).then(scroll);
  };
  return { list, observe };
}
