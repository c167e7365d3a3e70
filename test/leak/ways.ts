import type { Answer } from '../../src/contract.js';
import type { Exchange, Phase, WiseLink } from '../../src/index.js';

/** What becomes of an element between its mounting and its unmounting. */
export interface Way {
  attributes?: Record<string, string>;
  exchange?: Exchange;
  isBlocked?: boolean;
  isOffline?: boolean;
  /** What is done with it; `state` gives the state of the attempt for which a window was opened last. */
  play?: (element: WiseLink, state: () => string) => unknown;
  /** Where it stands when it is taken out. Left out, it is taken out in the task that puts it in. */
  phase?: Phase;
}

const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } as const;
export const LINKED: Answer = { status: 'linked', link: LINK };

/** Waits until the element is in the phase, and has shown it. */
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

/** The customer comes back from Wise: the redirect page hands over by the channel. */
const comeBack = (query = 'code=G2s8EJ') => (element: WiseLink, state: () => string): void => {
  press('launch')(element);
  const channel = new BroadcastChannel(`wise-link:${state()}`);
  channel.postMessage({ type: 'wise-link:1', letter: `${location.origin}/wise-callback.html?${query}&state=${state()}` });
  channel.close();
};

/** The same, where the backend begins the attempt: there is none before. */
const comeBackLater = async (element: WiseLink): Promise<void> => {
  const url = new Promise<string>((resolve) => {
    element.addEventListener('wise-link-navigate', (event) => resolve(event.url), { once: true });
  });
  press('launch')(element);
  const state = new URL(await url).searchParams.get('state') ?? '';
  element.handleCallback(`${location.origin}/wise-callback.html?code=G2s8EJ&state=${state}`);
};

/** The customer comes near with his pointer: what can be begun in advance is. */
const comeNear = (element: WiseLink): void => {
  element.shadowRoot?.querySelector('form')?.dispatchEvent(new PointerEvent('pointerenter'));
};

const START = { 'start-url': '/api/wise/start?client={client}' };
const STATUS = { 'status-url': '/api/wise/status' };

/** Nobody does anything with it. */
export const QUIET: Record<string, Way> = {
  'at once': {},
  shown: { phase: 'idle' },
  moved: { phase: 'idle', play: (element) => document.body.prepend(element) },
  'taken out and put back': {
    phase: 'idle',
    play: async (element) => {
      element.remove();
      await Promise.resolve();
      document.body.append(element);
    },
  },
  misconfigured: { phase: 'failed', attributes: { environment: 'live' } },
  'asks how things stand': { phase: 'idle', attributes: STATUS },
  'begun in advance': { phase: 'idle', attributes: START, play: comeNear },
};

/** An attempt is under way, and the element is taken out. */
export const LEFT_OPEN: Record<string, Way> = {
  'left open': { phase: 'authorizing', play: press('launch') },
  'opened by the page': { phase: 'authorizing', play: open },
  'an empty window': { phase: 'authorizing', attributes: { 'start-url': '/api/wise/never' }, play: press('launch') },
};

/** An attempt that goes on, and ends in each way. */
export const ENDED: Record<string, Way> = {
  blocked: { phase: 'authorizing', isBlocked: true, play: press('launch') },
  'taken out and put back in the middle': {
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
  declined: { phase: 'idle', play: comeBack('error=access_denied') },
  'linked by a function': { phase: 'linked', exchange: async () => LINKED, play: comeBack() },
  'linked by the endpoint': { phase: 'linked', play: comeBack() },
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
  'linked by an attempt of the backend’s': { phase: 'linked', attributes: START, play: comeBackLater },
  'linked by what the backend says of it': {
    phase: 'linked',
    attributes: { ...START, ...STATUS, 'exchange-url': '/api/wise/nothing' },
    play: comeBackLater,
  },
  'not begun': { phase: 'failed', attributes: { 'start-url': '/api/wise/busy' }, play: press('launch') },
  'between two tries': {
    phase: 'exchanging',
    attributes: { 'exchange-url': '/api/wise/busy' },
    play: async (element, state) => {
      comeBack()(element, state);
      await reaches(element, 'exchanging');
      // Its answer is there before that to a later call.
      await fetch('/api/wise/busy', { method: 'POST', body: '{}' });
      await task();
    },
  },
  offline: { phase: 'exchanging', isOffline: true, play: comeBack() },
  'failed for good': { phase: 'failed', exchange: refuse('identity_mismatch', false), play: comeBack() },
  'failed for now': { phase: 'failed', exchange: refuse('wise_unavailable', true), play: comeBack() },
  // The answer comes in the next task, when the element has gone.
  'with the backend': { phase: 'exchanging', exchange: () => task().then(() => LINKED), play: comeBack() },
  'an e-mail asked for': { phase: 'requesting-email', attributes: { mode: 'email', 'email-url': '/api/wise/email' }, play: press('launch') },
  'an e-mail sent': { phase: 'awaiting-code', attributes: { mode: 'email', 'email-url': '/api/wise/email' }, play: press('launch') },
  'a code awaited': { phase: 'awaiting-code', attributes: { mode: 'email' } },
  'a code misread': { phase: 'awaiting-code', attributes: { mode: 'email' }, play: (element) => element.submitCode('?') },
  'is this you?': {
    phase: 'confirming',
    attributes: { mode: 'email' },
    exchange: async () => ({ status: 'pending_confirmation', attemptId: 'a_1', link: LINK }),
    play: (element) => element.submitCode('G2s8EJ'),
  },
};
