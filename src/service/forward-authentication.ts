import { Agent } from 'undici';
import { correlationIdOf } from '../server/correlation.js';
import { SessionUnavailable } from '../server/session-unavailable.js';
import type { FindSession } from '../server/session.js';
import { askBank } from './bank-response.js';
import { readBankSession } from './bank-session.js';

/** How long the bank may take. The element waits longer. */
const TIMEOUT_MS = 5000;
const MAX_BYTES = 64 * 1024;

/** The headers by which the bank knows its customer. */
const PASSED = ['cookie', 'authorization', 'traceparent'] as const;

/** Further requests wait for a connection, at most as long as the bank may take. */
const CONNECTIONS = 64;

/**
 * Asks the bank who is logged in: sends the request's cookies and `Authorization` to `url`, which answers 200 with
 * `{ sessionId, customer }`, or 401. Any other answer is an outage, not a log-out.
 */
export function forwardAuthentication(url: URL, timeoutMs = TIMEOUT_MS): FindSession {
  const dispatcher = new Agent({ connections: CONNECTIONS });
  return async (asked) => {
    const { headers } = asked;
    const passed = PASSED.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    });
    if (!headers.has('cookie') && !headers.has('authorization')) return null;
    const sent = { ...Object.fromEntries(passed), 'accept': 'application/json', 'x-correlation-id': correlationIdOf(asked) };
    const answer = await askBank(url, { method: 'GET', headers: sent, timeoutMs, maxBytes: MAX_BYTES }, dispatcher).catch((cause: unknown) => {
      throw new SessionUnavailable('WISE_LINK_SESSION_URL gave no answer in time, or one that is too large.', { cause });
    });
    if (answer.status === 401) return null;
    if (answer.status !== 200) throw new SessionUnavailable(`WISE_LINK_SESSION_URL answered ${answer.status}. It must answer 200 or 401.`);
    // A page for people, such as a log-in, must not pass for an answer.
    if (answer.type !== 'application/json') throw new SessionUnavailable('The answer of WISE_LINK_SESSION_URL must have the Content-Type application/json.');
    return readBankSession(parse(answer.text), 'The answer of WISE_LINK_SESSION_URL');
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
