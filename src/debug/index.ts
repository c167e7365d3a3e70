/**
 * Shows a timeline of the element's events in a corner of the page. For the partner's engineer: a separate file that
 * customers do not load. Import it before the element, so that it receives the first events.
 *
 * It sends nothing, and prints no code, no state and nothing about the account.
 */
import { asText } from './line.js';
import { Panel } from './panel.js';
import { Recorder } from './recorder.js';

function start(): void {
  const ended = new AbortController();
  const { signal } = ended;
  const close = (): void => ended.abort();
  const text = (): string => {
    const lines = recorder.lines.map((line) => asText(line, recorder.hasSeveral));
    return [`wise-link, ${recorder.startedAt.toISOString()}`, navigator.userAgent, ...lines].join('\n');
  };
  const panel = new Panel(text, close, signal);
  const recorder = new Recorder((line, isNamed) => panel.add(line, isNamed), signal);
  const draw = (): void => (Panel.isDrawn() ? close() : panel.draw());
  if (document.body) draw();
  else document.addEventListener('DOMContentLoaded', draw, { signal });
}

// A server that renders the partner's page may also import this file.
if (typeof document !== 'undefined') start();
