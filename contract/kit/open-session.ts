import type { HttpClient } from './http-client.js';
import { logIn } from './log-in.js';
import { Session } from './session.js';
import { runSessionCommand } from './session-command.js';
import type { SessionHeader } from './session-header.js';
import type { SessionSource } from './session-source.js';

/** Opens the session of a customer. `option` names the command in messages, and `origin` is the bank's own. Throws `SetupError`. */
export async function openSession(source: SessionSource, option: string, origin: string, http: HttpClient): Promise<Session> {
  if ('header' in source) return new Session(source.header);
  const make = (): Promise<SessionHeader> => ('command' in source ? runSessionCommand(source.command, option) : logIn(http, source.logIn, source.body, origin));
  return new Session(await make(), make);
}
