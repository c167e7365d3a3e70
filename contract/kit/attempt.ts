import { describe } from './answer.js';
import { must, NotChecked } from './finding.js';
import type { Kit, Person } from './kit.js';
import { RULES } from './rules.js';

/** An attempt from the start endpoint, or, without that endpoint, only a state. */
export interface Attempt {
  attemptId?: string;
  state: string;
}

/** How the customer goes to Wise, as the element tells the start endpoint. */
export type Flow = 'popup' | 'redirect' | 'email';

/** The response of the start endpoint. */
export interface Started extends Attempt {
  attemptId: string;
  ttlSeconds: number;
}

/** Creates an attempt for a person as the element does. */
export async function newAttempt(kit: Kit, person: Person, flow: Flow = 'popup'): Promise<Attempt> {
  if (kit.options.startUrl !== undefined) {
    const { attemptId, state } = await start(kit, person, kit.options.startUrl, flow);
    return { attemptId, state };
  }
  return { state: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url') };
}

/** Creates an attempt with the start endpoint. */
export async function start(kit: Kit, { browser }: Person, url: URL, flow: Flow = 'popup'): Promise<Started> {
  const { redirectUri } = kit.options;
  const answer = await browser.post(url, { flow, environment: 'sandbox', locale: 'en-GB', redirectUri });
  if (answer.status === 429) throw new NotChecked('--start-url refuses more attempts: run the kit again later');
  const { attemptId, state, ttlSeconds } = answer.body;
  must(
    answer.status === 201 && typeof attemptId === 'string' && typeof state === 'string' && typeof ttlSeconds === 'number',
    `--start-url answered ${describe(answer)}, not 201 with attemptId, state and ttlSeconds`,
    RULES.started,
  );
  return { attemptId, state, ttlSeconds };
}
