/**
 * For the partner's engineer, in a file of its own that no customer carries: importing it draws, in a corner, a
 * timeline of what happens on the page. Import it before the element, so that it hears the element's first word.
 *
 * It sends nothing anywhere, and prints no code, no state and nothing of the account.
 */
import { asText } from './line.js';
import { Panel } from './panel.js';
import { Recorder } from './recorder.js';

function begin(): void {
  const ended = new AbortController();
  const { signal } = ended;
  const close = (): void => ended.abort();
  const text = (): string => {
    const lines = recorder.lines.map((line) => asText(line, recorder.isOfSeveral));
    return [`wise-link, ${recorder.began.toISOString()}`, navigator.userAgent, ...lines].join('\n');
  };
  const panel = new Panel(text, close, signal);
  const recorder = new Recorder((line, isOfSeveral) => panel.add(line, isOfSeveral), signal);
  const draw = (): void => (Panel.isDrawn() ? close() : panel.draw());
  if (document.body) draw();
  else document.addEventListener('DOMContentLoaded', draw, { signal });
}

// A server that renders the partner's page may import it too.
if (typeof document !== 'undefined') begin();
