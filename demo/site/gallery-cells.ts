import type { Exchange, WiseLink } from '../../src/index.js';

/** How one element of the gallery reaches its phase, only through attributes, properties and methods. */
export interface Cell {
  attributes?: Record<string, string>;
  exchange?: Exchange;
  /** The actions of the customer or the page. */
  play?: (element: WiseLink) => void | Promise<void>;
}

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } as const;
const never = new Promise<never>(() => {});
const correlationId = 'c0ffee00-1234-4321-8888-0123456789ab';

const untilPhase = async (element: WiseLink, phase: string): Promise<void> => {
  while (element.phase !== phase) await new Promise((resolve) => element.addEventListener('wise-link-change', resolve, { once: true }));
};

/** Opens the element without opening Wise. */
const openWithoutWise = (element: WiseLink, then?: (url: string) => void): void => {
  element.addEventListener('wise-link-navigate', (event) => {
    event.preventDefault();
    queueMicrotask(() => then?.(event.url));
  });
  void element.open({ mode: 'popup' });
};

/** A cell that submits a typed code and gets this answer. */
const typed = (exchange: Exchange, attributes: Record<string, string> = {}): Cell => ({
  attributes: { mode: 'email', ...attributes },
  exchange,
  play: (element) => {
    void element.open({ mode: 'email' });
    return untilPhase(element, 'awaiting-code').then(() => element.submitCode('G2s8EJ'));
  },
});

const email = { mode: 'email', 'email-url': '/gallery/sent' };
const failing = (code: string, more: Record<string, unknown> = {}): Cell =>
  typed(() => Promise.reject({ code, retryable: false, correlationId, ...more }));

/** Every phase, with every text that it can show. */
export const CELLS: Record<string, Cell> = {
  idle: {},
  'idle-button': { attributes: { appearance: 'button' } },
  'idle-email': { attributes: email },
  'idle-ended': { attributes: { 'status-url': '/gallery/ended' } },
  'idle-declined': {
    play: (element) =>
      openWithoutWise(element, (url) => element.handleCallback(`${element.redirectUri}?error=access_denied&state=${new URL(url).searchParams.get('state')}`)),
  },
  authorizing: { play: (element) => openWithoutWise(element) },
  'authorizing-blocked': { attributes: { 'email-url': '/gallery/sent' }, play: (element) => void element.open({ mode: 'popup' }) },
  'authorizing-gone': {
    play: async (element) => {
      openWithoutWise(element);
      // Remove and reinsert the element, so that it does not know whether the window is still open.
      const place = document.createComment('');
      element.replaceWith(place);
      await new Promise((resolve) => setTimeout(resolve));
      place.replaceWith(element);
    },
  },
  'requesting-email': { attributes: { mode: 'email', 'email-url': '/gallery/never' }, play: (element) => void element.open() },
  'awaiting-code': { attributes: { mode: 'email' } },
  'awaiting-code-sent': { attributes: email, play: (element) => void element.open() },
  'awaiting-code-wrong': typed(() => Promise.reject({ code: 'code_invalid', retryable: false, correlationId, attemptsLeft: 3 }), email),
  'awaiting-code-link': {
    attributes: { mode: 'email' },
    play: (element) => untilPhase(element, 'awaiting-code').then(() => element.submitCode('https://wise.com/?code=G2s8EJ')),
  },
  exchanging: typed(() => never),
  confirming: typed(() => Promise.resolve({ status: 'pending_confirmation', attemptId: 'a_1', link })),
  linked: typed(() => Promise.resolve({ status: 'linked', link })),
  'failed-unavailable': { attributes: { environment: '' } },
  'failed-session': failing('session_required', { retryable: true }),
  'failed-again': failing('outcome_unknown'),
  'failed-unmatched': failing('state_mismatch'),
  'failed-expired': failing('code_expired'),
  'failed-identity': failing('identity_mismatch'),
  'failed-profile': failing('profile_missing'),
  'failed-too-many': failing('too_many_attempts', { retryAfterSeconds: 600 }),
  'failed-busy': failing('wise_unavailable', { retryable: true, retryAfterSeconds: 90 }),
};
