import type { ExchangePayload } from '../../src/contract.js';
import type { World } from './world.js';

/** How the backend takes the next call for an exchange. */
export type Mood = 'works' | 'asks' | 'busy' | 'processing' | 'in progress' | 'refuses' | 'knows no code' | 'crashes' | 'loses its answer' | 'is silent' | 'is slow' | 'talks rubbish';

export const MOODS: readonly Mood[] = ['works', 'asks', 'busy', 'processing', 'in progress', 'refuses', 'knows no code', 'crashes', 'loses its answer', 'is silent', 'is slow', 'talks rubbish'];

/** What comes back: an answer, perhaps late; or nothing, at once (`broken`) or for ever (`silence`). */
export type Reply = { status: number; body: unknown; late?: number } | 'broken' | 'silence';

const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };

/** The partner's backend, idempotent as the contract has it; what it says too much must get nowhere. */
export class Backend {
  readonly #world: World;
  mood: Mood = 'works';
  isMailing = true;
  readonly #kept = new Map<string, { text: string; reply: Reply }>();
  readonly #asked = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  mails(): Reply {
    return this.isMailing ? { status: 202, body: { sentTo: 's•••@e•••.com' } } : problem('rate_limited', 429, { retryable: true });
  }

  exchanges(key: string, payload: ExchangePayload): Reply {
    const text = JSON.stringify(payload);
    const kept = this.#kept.get(key);
    if (kept && kept.text !== text) return problem('idempotency_key_reused', 422);
    const isFirst = !this.#asked.has(key);
    this.#asked.add(key);
    if (this.mood === 'busy') return problem('wise_unavailable', 503, { retryable: true });
    if (this.mood === 'processing' && isFirst) return { status: 202, body: { status: 'processing', retryAfterSeconds: 2 } };
    if (this.mood === 'in progress' && isFirst) return problem('exchange_in_progress', 409);
    const reply = kept?.reply ?? this.#decides(payload);
    this.#kept.set(key, { text, reply });
    switch (this.mood) {
      case 'crashes':
        return { status: 500, body: undefined };
      case 'loses its answer':
        return 'broken';
      case 'is silent':
        return 'silence';
      case 'is slow':
        return typeof reply === 'string' ? reply : { ...reply, late: 5000 };
      case 'talks rubbish':
        return { status: 200, body: { status: 'linked', link: { displayName: 'EVIL' }, code: 'EVIL', title: 'EVIL' } };
    }
    return reply;
  }

  #decides(payload: ExchangePayload): Reply {
    if ('attemptId' in payload) return payload.confirm ? linked('linked') : { status: 200, body: { status: 'discarded' } };
    const { code, state, source } = payload;
    if (!this.#world.wise.code(code)) return problem('code_invalid', 422, { attemptsLeft: 3 });
    this.#world.oracle.redeemed(code, state);
    if (this.mood === 'refuses') return problem('identity_mismatch', 409);
    if (this.mood === 'knows no code') return problem(source === 'typed' ? 'code_invalid' : 'code_expired', 422);
    return linked(source === 'typed' || this.mood === 'asks' ? 'pending_confirmation' : 'linked');
  }
}

const linked = (status: string): Reply => ({
  status: 200,
  body: { status, attemptId: 'a_1', link: LINK, access_token: 'CANARY-token' },
});

const problem = (code: string, status: number, more: object = {}): Reply => ({
  status,
  body: { type: 'EVIL', title: 'EVIL', status, code, retryable: false, correlationId: 'EVIL <b>', ...more },
});
