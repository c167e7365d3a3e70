import { isResponseTo, type Expected } from '../oauth/redirect-uri.js';
import { readUrl } from '../read-url.js';
import type { Received } from './launcher.js';
import { openTransports } from './callback-channel.js';
import { storedAttempts } from '../attempt/stored-attempts.js';

/** Calls `look` when the page is resumed, shown or focused. This replaces polling for a stored response. */
export function onAwake(look: () => void, signal: AbortSignal): void {
  for (const type of ['focus', 'pageshow', 'resume', 'visibilitychange']) addEventListener(type, look, { capture: true, signal });
}

/** Resolves with the first response to this attempt, from any transport: message, channel or session storage. */
export const awaitResponse = (expected: Expected, signal: AbortSignal): Promise<Received> =>
  new Promise((resolve) => {
    if (signal.aborted) return; // a listener of `wise-link-navigate` cancelled the attempt
    const take = (text: string, transport: Received['transport']): boolean => {
      const response = readUrl(text);
      const isOurs = !!response && isResponseTo(response, expected);
      if (isOurs) resolve({ response, transport });
      return isOurs;
    };
    const acknowledge = openTransports(expected.state, signal, (text, transport) => {
      if (typeof text === 'string' && text.length <= 4096 && take(text, transport)) acknowledge();
    });
    onAwake(() => take(storedAttempts().get(expected.state)?.letter ?? '', 'storage'), signal);
  });
