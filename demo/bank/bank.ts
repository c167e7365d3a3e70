import { createWiseLink } from 'wise-link/server';
import type { IsSessionLive, WiseLink, WiseLinkOptions } from 'wise-link/server';
import { LogIn } from './log-in.js';
import { Sessions } from './sessions.js';

/** The options of `openBank`: those of `createWiseLink`, without the log-in. */
export interface BankOptions extends Omit<WiseLinkOptions, 'session' | 'isSessionLive'> {
  /** Undefined: wise-link cannot ask whether a session still lasts. Default: it asks the bank. */
  isSessionLive?: IsSessionLive | undefined;
  /** The clock of the log-in sessions. Default: that of the process. */
  clock?: () => Date;
}

/** The server of the demo's bank. */
export interface Bank {
  /** Answers `/api/session`, and leaves the rest to wise-link. */
  fetch(request: Request): Promise<Response>;
  wiseLink: WiseLink;
}

/** Opens a bank with two customers, and wise-link behind its log-in. */
export async function openBank(options: BankOptions): Promise<Bank> {
  const { database, origin, clock } = options;
  const sessions = await Sessions.open(database, { secure: origin.startsWith('https:'), ...(clock && { clock }) });
  const logIn = new LogIn(sessions, origin);
  const { isSessionLive, clock: _, ...rest } = { isSessionLive: (sessionId: string) => sessions.isLive(sessionId), ...options };
  const wiseLink = await createWiseLink({
    ...rest,
    ...(isSessionLive && { isSessionLive }),
    session: (request) => sessions.sessionOf(request),
  });
  return {
    wiseLink,
    fetch: (request) => (new URL(request.url).pathname === '/api/session' ? logIn.fetch(request) : wiseLink.fetch(request)),
  };
}
