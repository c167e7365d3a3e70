import type { WiseLinkChangeEvent, WiseLinkErrorEvent, WiseLinkExitEvent, WiseLinkNavigateEvent } from '../events.js';
import type { Line } from './line.js';

/** The text and the kind of a line. */
export type Words = Pick<Line, 'text' | 'kind'>;

/** The texts for those reasons of a change that need an explanation. */
const REASONS: Record<string, string> = {
  message: 'the response arrived by postMessage',
  channel: 'the response arrived by BroadcastChannel',
  storage: 'the response was stored by the redirect page',
  url: "the response was in this page's URL",
  callback: 'the response was passed to handleCallback',
  typed: 'the customer typed the code',
  elsewhere: 'linked in another tab',
  before: 'linked before this page was opened',
  ended: 'the link ended',
  offline: 'the browser is offline',
  ending: 'little time is left to enter a code',
  open: 'Wise is open',
  blocked: 'the browser blocked the window',
  gone: 'the Wise window may be closed, or the customer came back',
  slow: 'the customer has been at Wise for a long time',
  'in-app': 'in the browser of an app',
  framed: 'in a frame, which must not be navigated',
};

/**
 * The line for an event of the element; undefined for any other event. Any script can dispatch such an event with a code or
 * other secret in it, so only values that look like words of the library are printed.
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

/** Prints a short lowercase word, as in the library's lists. Anything else, such as a code, state or token, becomes `…`. */
export const word = (value: unknown): string =>
  typeof value === 'string' && /^[a-z]+([-_][a-z]+)*$/.test(value) && value.length < 32 ? value : '…';

/** Prints origin and path. The query contains the state, and possibly parameters of the partner. */
const place = (url: unknown): string => {
  if (typeof url !== 'string' || !URL.canParse(url)) return '…';
  const { origin, pathname } = new URL(url);
  return origin + pathname;
};

/** The correlation id of a failed element. The change event does not contain it. */
const reference = (element: EventTarget | undefined): string => {
  const error: unknown = element && Reflect.get(element, 'error');
  return correlation(error instanceof Object && Reflect.get(error, 'correlationId'));
};

const correlation = (id: unknown): string =>
  typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) ? ` (correlation id ${id})` : '';
