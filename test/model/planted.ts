// Bugs that the random schedules must find.
import type { Plant } from './source.js';

/** A planted bug. */
export interface Planted {
  bug: string;
  /** A seed that finds it quickly, if the default seed takes minutes. */
  seed?: number;
  plants: Plant[];
}

/** The planted bugs. They show that the test can fail. */
export const PLANTED: readonly Planted[] = [
  {
    bug: 'the attempt ends when the window seems closed',
    plants: [
      {
        file: 'controller/activities.ts',
        from: "send({ type: 'window-changed', window: seen })",
        to: "send(seen === 'gone' ? { type: 'failed', error: new LinkError('unexpected') } : { type: 'window-changed', window: seen })",
      },
    ],
  },
  {
    bug: 'the state of a response is not compared',
    plants: [
      { file: 'launch/await-response.ts', from: '!!response && isResponseTo(response, expected);', to: '!!response;' },
      { file: 'oauth/authorization-response.ts', from: "if (values.get('state') !== state) throw new LinkError('state_mismatch');", to: '' },
    ],
  },
  {
    bug: 'the state of a deep link is not compared',
    plants: [
      { file: 'controller/controller.ts', from: 'if (!response || !isResponseTo(response, attempt)) return false;', to: 'if (!response) return false;' },
      { file: 'oauth/authorization-response.ts', from: "if (values.get('state') !== state) throw new LinkError('state_mismatch');", to: '' },
    ],
  },
  {
    bug: 'the origin of a message is not compared',
    plants: [{ file: 'launch/callback-channel.ts', from: 'if (origin !== location.origin || !source ||', to: 'if (!source ||' }],
  },
  {
    bug: 'each retry has a key of its own',
    plants: [{ file: 'controller/controller.ts', from: "this.send({ type: 'grant-submitted', request: state.request });", to: "this.send({ type: 'grant-submitted', request: { ...state.request, key: crypto.randomUUID() } });" }],
  },
  {
    bug: 'the time limit is checked before queued responses',
    plants: [{ file: 'controller/activities.ts', from: '    await after(STEP, signal);\n', to: '' }],
  },
  {
    bug: 'the stored attempt stays after the end',
    plants: [{ file: 'attempt/owned-attempt.ts', from: '    if (this.#current) removeStoredAttempt(this.#current.state);\n', to: '' }],
  },
  {
    bug: 'the code is in the stored attempt',
    plants: [{ file: 'attempt/owned-attempt.ts', from: 'phase: current.phase,', to: "phase: 'request' in current ? JSON.stringify(current.request) : current.phase," }],
  },
  {
    bug: 'the code stands in an error',
    plants: [{ file: 'oauth/authorization-response.ts', from: "if (!isValid || !code) throw new LinkError('authorization_failed');", to: "if (!isValid || !code) throw new LinkError('authorization_failed', {}, href);" }],
  },
  {
    bug: 'a removed element keeps its listeners',
    plants: [{ file: 'controller/presence.ts', from: '    super.pause();\n', to: '' }],
  },
  {
    bug: 'an attempt is lost when its element is removed while another one exists',
    plants: [{ file: 'controller/controller.ts', from: '    if (next && this.isLive) return next.swap(this);\n', to: '' }],
  },
  {
    bug: 'messages over the channel are ignored',
    plants: [{ file: 'launch/callback-channel.ts', from: "receive(data, 'channel')", to: 'void data' }],
  },
  {
    bug: 'an attempt has no end of time',
    plants: [{ file: 'controller/activities.ts', from: 'for (let wait: number; (wait = remaining()) > 0; ) await after(wait, signal);', to: 'for (;;) await after(Math.max(remaining(), 1000), signal);' }],
  },
  {
    bug: 'the response stays in the address bar',
    plants: [{ file: 'attempt/address.ts', from: "history.replaceState(history.state, '', url);", to: ';' }],
  },
  {
    bug: 'what Wise says is shown to the customer',
    plants: [{ file: 'element/view/phases/error.ts', from: ' : words[message],', to: ' : correlationId + words[ERRORS[error.code]],' }],
  },
  {
    bug: 'the email has no way back',
    plants: [{ file: 'element/view/phases/awaiting-code.ts', from: 'cancel: words.cancel,', to: "cancel: phase === 'awaiting-code' && words.cancel," }],
  },
  {
    bug: 'the empty window stays when the backend could not start the attempt',
    plants: [{ file: 'launch/popup.ts', from: '    this.#window?.close();\n', to: '    if (!this.#isEmpty) this.#window?.close();\n' }],
  },
  {
    bug: 'the empty window stays when the element is taken out',
    plants: [{ file: 'controller/presence.ts', from: '    if (!this.currentAttempt) this.wiseWindow.close();', to: '' }],
  },
  {
    bug: 'the empty window stays when the page is unloaded',
    plants: [{ file: 'launch/popup.ts', from: "addEventListener('pagehide', () => this.#isEmpty && this.#window?.close(), { signal });", to: 'void signal;' }],
  },
  {
    bug: 'a window that was closed with an attempt counts as reserved',
    plants: [{ file: 'launch/popup.ts', from: '    this.#window = null;\n    this.#isEmpty = false;\n', to: '    this.#window = null;\n' }],
  },
  {
    bug: 'each automatic retry has a new key',
    plants: [{ file: 'controller/activities.ts', from: 'body: request.payload, key: request.key', to: 'body: request.payload, key: crypto.randomUUID()' }],
  },
  {
    bug: 'calls are repeated until the attempt expires',
    plants: [{ file: 'backend/next-step.ts', from: '{ tries: tries - 1, pause: pause * 2 }', to: '{ pause: 0.01 }' }],
  },
  {
    bug: 'calls ignore Retry-After',
    plants: [{ file: 'backend/next-step.ts', from: 'again(retryAfter ?? pause * random,', to: 'again(pause * random,' }],
  },
  {
    bug: 'the online event is ignored',
    plants: [{ file: 'backend/submit-grant.ts', from: "'online'", to: "'offline'" }],
  },
  {
    bug: 'an incomplete response counts as a link',
    plants: [{ file: 'backend/response.ts', from: "if (displayName && profileRef && (profileType === 'personal' || profileType === 'business')) {", to: "if (displayName && profileType !== 'none') { const profileType = 'personal';" }],
  },
  {
    bug: 'the status request has no attempt id',
    seed: 4,
    plants: [{ file: 'backend/status.ts', from: "if (attemptId) url.searchParams.set('attempt', attemptId);", to: '' }],
  },
  {
    bug: 'the state from the backend is not compared with the state in its URL',
    plants: [{ file: 'attempt/attempt.ts', from: '.every(([name, value]) => searchParams', to: ".every(([name, value]) => name === 'state' || searchParams" }],
  },
  {
    bug: 'an authorization request for another client is accepted',
    plants: [{ file: 'attempt/attempt.ts', from: '.every(([name, value]) => searchParams', to: ".every(([name, value]) => name === 'client_id' || searchParams" }],
  },
  {
    bug: 'a prefetched start is used for another client',
    seed: 4,
    plants: [{ file: 'attempt/prefetched-start.ts', from: 'if (found?.key === key && Math.abs(Date.now() - found.begun) < USABLE_FOR) return found;', to: 'if (found && Math.abs(Date.now() - found.begun) < USABLE_FOR) return found;' }],
  },
  {
    bug: 'a prefetched start never expires',
    plants: [{ file: 'attempt/prefetched-start.ts', from: 'if (found?.key === key && Math.abs(Date.now() - found.begun) < USABLE_FOR) return found;', to: 'if (found?.key === key) return found;' }],
  },
  {
    bug: 'the page begins an attempt itself when the customer is quicker than the backend',
    plants: [{ file: 'controller/controller.ts', from: 'if (!this.currentAttempt && this.starting) {', to: 'if (!this.isPresent && this.starting) {' }],
  },
  {
    bug: 'a code is submitted without the id of its attempt',
    plants: [{ file: 'controller/grants.ts', from: '  ...(attemptId && { attemptId }),\n', to: '' }],
  },
  {
    bug: 'an element continues the attempt of another client',
    plants: [{ file: 'controller/controller.ts', from: 'return other.clientKey === this.clientKey && other.config?.redirectUri', to: 'return other.config?.redirectUri' }],
  },
  {
    bug: 'an element continues an attempt that began with another redirect URI',
    plants: [{ file: 'controller/controller.ts', from: 'other.clientKey === this.clientKey && other.config?.redirectUri === this.config?.redirectUri', to: 'other.clientKey === this.clientKey' }],
  },
  {
    bug: 'an attempt that was taken over goes to the exchange endpoint of the removed element',
    plants: [{ file: 'controller/controller.ts', from: 'if (other.currentAttempt && this.nextConfig) other.currentAttempt.config = this.nextConfig;', to: '' }],
  },
  {
    bug: 'an element that is moved in the document has left it',
    plants: [{ file: 'element/wise-link.ts', from: '      if (this.isConnected) return;\n', to: '' }],
  },
  {
    bug: 'a response at another redirect page is accepted',
    plants: [{ file: 'oauth/redirect-uri.ts', from: " === state && isAtRedirectUri(url, config.redirectUri);", to: ' === state;' }],
  },
  {
    bug: 'a Wise window has the name of the page’s own window',
    plants: [{ file: 'launch/popup.ts', from: "target === window.name ? '' : target", to: 'target' }],
  },
  {
    bug: 'the wall clock ends an attempt at Wise',
    seed: 1,
    plants: [{ file: 'controller/activities.ts', from: 'Math.max((attempt.ends ??= now() + Math.min(attempt.expires - Date.now(), LIFETIME)), last) - now();', to: 'Math.max(attempt.expires - Date.now(), last - now());' }],
  },
];
