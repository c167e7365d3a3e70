import type { WiseLinkChangeEvent, WiseLinkErrorEvent, WiseLinkExitEvent, WiseLinkNavigateEvent } from '../events.js';
import type { Line } from './line.js';

/** What is said of an event. */
export type Words = Pick<Line, 'text' | 'kind'>;

/** Reasons of a change that need more than their own word. */
const REASONS: Record<string, string> = {
  message: 'the answer came by postMessage',
  channel: 'the answer came by BroadcastChannel',
  storage: 'the answer came by session storage, from the redirect page',
  url: "the answer came in this page's own address",
  callback: 'the answer came by handleCallback',
  typed: 'the customer typed the code',
  elsewhere: 'in another tab',
  before: 'before this page was opened',
  ended: 'the link that there was has ended',
  offline: 'the browser is offline',
  ending: 'little time is left to enter a code',
  open: 'Wise is open',
  blocked: 'the browser let no window open',
  gone: 'the Wise window seems closed, or the customer is back',
  slow: 'the customer has been at Wise for long',
  'in-app': 'in the browser of an app',
  framed: 'in a frame, which must not be navigated',
};

/**
 * The words for an event of the element; undefined for any other. Whoever runs on the page can make such an event and
 * put anything into it, a code too: only what looks like a word of ours is printed.
 */
export function wordsFor(event: Event): Words | undefined {
  switch (event.type) {
    case 'wise-link-change': {
      const { phase, previous, reason } = event as WiseLinkChangeEvent;
      const why = reason === undefined ? '' : `: ${Object.hasOwn(REASONS, reason) ? REASONS[reason] : word(reason)}`;
      const id = phase === 'failed' ? reference(event.composedPath()[0]) : '';
      return { text: `${word(previous)} → ${word(phase)}${why}${id}`, kind: phase === 'failed' ? 'bad' : 'step' };
    }
    case 'wise-link-success':
      return { text: 'success: the account is linked', kind: 'good' };
    case 'wise-link-error': {
      const { error } = event as WiseLinkErrorEvent;
      return { text: `error: ${word(error.code)}${correlation(error.correlationId)}`, kind: 'bad' };
    }
    case 'wise-link-exit':
      return { text: `exit: ${word((event as WiseLinkExitEvent).reason)}`, kind: 'step' };
    case 'wise-link-navigate':
      return { text: `navigate: to ${place((event as WiseLinkNavigateEvent).url)}`, kind: 'step' };
  }
  return undefined;
}

/** A word of a closed list is short and plain; a code, state or token may be long, and is not printed. */
export const word = (value: unknown): string =>
  typeof value === 'string' && /^[a-z]+([-_][a-z]+)*$/.test(value) && value.length < 32 ? value : '…';

/** The query holds the state, and what else the partner may have put there. */
const place = (url: unknown): string => {
  if (typeof url !== 'string' || !URL.canParse(url)) return '…';
  const { origin, pathname } = new URL(url);
  return origin + pathname;
};

/** The correlation id of an element that has failed: the event of a change does not hold it. */
const reference = (element: EventTarget | undefined): string => {
  const error: unknown = element && Reflect.get(element, 'error');
  return correlation(error instanceof Object && Reflect.get(error, 'correlationId'));
};

const correlation = (id: unknown): string =>
  typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) ? ` (correlation id ${id})` : '';
