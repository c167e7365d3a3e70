// The scenarios of the leak check.
import type { Answer } from '../../src/contract.js';
import type { Exchange, Phase, WiseLink } from '../../src/index.js';

/** What happens to an element between mounting and unmounting. */
export interface Scenario {
  attributes?: Record<string, string>;
  exchange?: Exchange;
  isBlocked?: boolean;
  isOffline?: boolean;
  /** Uses the element. `state` returns the state of the attempt that opened the last window. */
  play?: (element: WiseLink, state: () => string) => unknown;
  /** The phase to wait for before unmounting. Without it, the element is removed in the task that adds it. */
  phase?: Phase;
}

const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } as const;
export const LINKED: Answer = { status: 'linked', link: LINK };

/** Waits until the element is in the phase and has rendered it. */
export async function reaches(element: WiseLink, phase: Phase): Promise<void> {
  while (element.phase !== phase) {
    await new Promise((resolve) => element.addEventListener('wise-link-change', resolve, { once: true }));
  }
  await element.updateComplete;
}

/** Waits for the next task. */
export const task = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

const press = (part: string) => (element: WiseLink) => element.shadowRoot?.querySelector<HTMLElement>(`[part=${part}]`)?.click();
const refuse = (code: string, retryable: boolean) => (): Promise<Answer> => Promise.reject(Object.assign(new Error(code), { code, retryable }));
const open = (element: WiseLink): void => void element.open();

/** Posts an authorization response on the channel, as the redirect page does. */
const respond = (query = 'code=G2s8EJ') => (element: WiseLink, state: () => string): void => {
  press('launch')(element);
  const channel = new BroadcastChannel(`wise-link:${state()}`);
  channel.postMessage({ type: 'wise-link:1', letter: `${location.origin}/wise-callback.html?${query}&state=${state()}` });
  channel.close();
};

/** The same for an attempt that the backend starts. */
const respondToBackendStart = async (element: WiseLink): Promise<void> => {
  const url = new Promise<string>((resolve) => {
    element.addEventListener('wise-link-navigate', (event) => resolve(event.url), { once: true });
  });
  press('launch')(element);
  const state = new URL(await url).searchParams.get('state') ?? '';
  element.handleCallback(`${location.origin}/wise-callback.html?code=G2s8EJ&state=${state}`);
};

/** Moves the pointer over the card, which prefetches `start-url`. */
const hover = (element: WiseLink): void => {
  element.shadowRoot?.querySelector('form')?.dispatchEvent(new PointerEvent('pointerenter'));
};

const START = { 'start-url': '/api/wise/start?client={client}' };
const STATUS = { 'status-url': '/api/wise/status' };

/** Elements without an attempt. */
export const QUIET: Record<string, Scenario> = {
  'at once': {},
  shown: { phase: 'idle' },
  moved: { phase: 'idle', play: (element) => document.body.prepend(element) },
  'removed and added again': {
    phase: 'idle',
    play: async (element) => {
      element.remove();
      await Promise.resolve();
      document.body.append(element);
    },
  },
  misconfigured: { phase: 'failed', attributes: { environment: 'live' } },
  'requests the status': { phase: 'idle', attributes: STATUS },
  'prefetched start': { phase: 'idle', attributes: START, play: hover },
};

/** The element is removed during an attempt. */
export const LEFT_OPEN: Record<string, Scenario> = {
  'left open': { phase: 'authorizing', play: press('launch') },
  'opened by the page': { phase: 'authorizing', play: open },
  'an empty window': { phase: 'authorizing', attributes: { 'start-url': '/api/wise/never' }, play: press('launch') },
};

/** Attempts that continue until they end, in each way. */
export const ENDED: Record<string, Scenario> = {
  blocked: { phase: 'authorizing', isBlocked: true, play: press('launch') },
  'removed and added again during an attempt': {
    phase: 'authorizing',
    play: async (element) => {
      open(element);
      element.remove();
      await task();
      document.body.append(element);
    },
  },
  'followed by another element': {
    phase: 'idle',
    play: async (element) => {
      open(element);
      element.remove();
      await task();
      const next = document.createElement('wise-link');
      for (const { name, value } of element.attributes) next.setAttribute(name, value);
      document.body.append(next);
      await reaches(next, 'authorizing');
      next.remove();
    },
  },
  cancelled: {
    phase: 'idle',
    play: async (element) => {
      open(element);
      await element.updateComplete;
      press('cancel')(element);
    },
  },
  declined: { phase: 'idle', play: respond('error=access_denied') },
  'linked by a function': { phase: 'linked', exchange: async () => LINKED, play: respond() },
  'linked by the endpoint': { phase: 'linked', play: respond() },
  'linked by a native shell': {
    phase: 'linked',
    exchange: async () => LINKED,
    play: (element) => {
      let state = '';
      element.addEventListener('wise-link-navigate', (event) => {
        event.preventDefault();
        state = new URL(event.url).searchParams.get('state') ?? '';
      });
      open(element);
      element.handleCallback(`${location.origin}/wise-callback.html?code=G2s8EJ&state=${state}`);
    },
  },
  'linked by an attempt that the backend started': { phase: 'linked', attributes: START, play: respondToBackendStart },
  'linked according to the status': {
    phase: 'linked',
    attributes: { ...START, ...STATUS, 'exchange-url': '/api/wise/nothing' },
    play: respondToBackendStart,
  },
  'not started': { phase: 'failed', attributes: { 'start-url': '/api/wise/busy' }, play: press('launch') },
  'between two tries': {
    phase: 'exchanging',
    attributes: { 'exchange-url': '/api/wise/busy' },
    play: async (element, state) => {
      respond()(element, state);
      await reaches(element, 'exchanging');
      // This answer arrives before the answer to a later call.
      await fetch('/api/wise/busy', { method: 'POST', body: '{}' });
      await task();
    },
  },
  offline: { phase: 'exchanging', isOffline: true, play: respond() },
  'failed for good': { phase: 'failed', exchange: refuse('identity_mismatch', false), play: respond() },
  'failed for now': { phase: 'failed', exchange: refuse('wise_unavailable', true), play: respond() },
  // The answer arrives in the next task, after the element is removed.
  'with the backend': { phase: 'exchanging', exchange: () => task().then(() => LINKED), play: respond() },
  'email requested': { phase: 'requesting-email', attributes: { mode: 'email', 'email-url': '/api/wise/email' }, play: press('launch') },
  'email sent': { phase: 'awaiting-code', attributes: { mode: 'email', 'email-url': '/api/wise/email' }, play: press('launch') },
  'awaiting a code': { phase: 'awaiting-code', attributes: { mode: 'email' } },
  'unreadable code': { phase: 'awaiting-code', attributes: { mode: 'email' }, play: (element) => element.submitCode('?') },
  'is this you?': {
    phase: 'confirming',
    attributes: { mode: 'email' },
    exchange: async () => ({ status: 'pending_confirmation', attemptId: 'a_1', link: LINK }),
    play: (element) => element.submitCode('G2s8EJ'),
  },
};
