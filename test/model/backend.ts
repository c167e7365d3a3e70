// The simulated backend of the partner.
import type { ExchangePayload } from '../../src/contract.js';
import { Beginnings, type BackendAttempt } from './beginnings.js';
import { late, problem, GARBAGE, type Reply } from './reply.js';
import type { World } from './world.js';

/** How the backend answers the next exchange calls. */
export const MOODS = [
  'works', 'asks', 'busy', 'busy once', 'limits', 'processing', 'in progress', 'refuses', 'knows no code', 'crashes', 'loses the call', 'loses its answer', 'breaks off', 'is silent', 'is slow', 'sends garbage', 'sends garbage once',
] as const;

export type Mood = (typeof MOODS)[number];

/** How the backend answers the next status calls. */
export const STATUS_MOODS = ['the truth', 'late', 'nothing', 'in silence', 'down', 'garbage', 'that it works on it', 'that it is over'] as const;

export type StatusMood = (typeof STATUS_MOODS)[number];

const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };

/** The partner's backend, idempotent according to the contract. Its extra members must not reach the card or the events. */
export class Backend {
  readonly #world: World;
  readonly attempts: Beginnings;
  mood: Mood = 'works';
  statusMood: StatusMood = 'the truth';
  isMailing = true;
  /** Whether it answered that an attempt has expired. */
  hasExpired = false;
  readonly #replies = new Map<string, { text: string; reply: Reply }>();
  readonly #keys = new Set<string>();

  constructor(world: World) {
    this.#world = world;
    this.attempts = new Beginnings(world);
  }

  mails(): Reply {
    if (!this.isMailing) return problem('rate_limited', 429, { retryable: true, retryAfterSeconds: 20 });
    return { status: 202, body: { sentTo: 's•••@e•••.com', resendAfterSeconds: 2, ttlSeconds: 1800 } };
  }

  exchanges(key: string, payload: ExchangePayload): Reply {
    if (this.mood === 'loses the call') return 'broken';
    const text = JSON.stringify(payload);
    const stored = this.#replies.get(key);
    if (stored && stored.text !== text) return problem('idempotency_key_reused', 422);
    const isFirst = !this.#keys.has(key);
    this.#keys.add(key);
    if (this.mood === 'busy' || (this.mood === 'busy once' && isFirst)) return problem('wise_unavailable', 503, { retryable: true });
    if (this.mood === 'limits') return { ...problem('rate_limited', 429, { retryable: true }), retryAfter: '7' };
    if (this.mood === 'processing' && isFirst) return { status: 202, body: { status: 'processing', retryAfterSeconds: 2 } };
    if (this.mood === 'in progress' && isFirst) return problem('exchange_in_progress', 409);
    const reply = stored?.reply ?? this.#decide(payload);
    this.#replies.set(key, { text, reply });
    switch (this.mood) {
      case 'crashes':
        return { status: 500, body: undefined };
      case 'loses its answer':
        return 'broken';
      case 'breaks off':
        return typeof reply === 'string' ? reply : { ...reply, isCut: true };
      case 'is silent':
        return 'silence';
      case 'is slow':
        return late(reply, 5000);
      case 'sends garbage':
        return GARBAGE;
      case 'sends garbage once':
        return isFirst ? GARBAGE : reply;
    }
    return reply;
  }

  /** `status-url`: the outcome of an attempt, or whether the customer has a link. */
  tells(attemptId: string): Reply {
    switch (this.statusMood) {
      case 'nothing':
        return { status: 200, body: { status: 'none', subject: 'customer-1' } };
      case 'in silence':
        return 'silence';
      case 'down':
        return problem('wise_unavailable', 503, { retryable: true });
      case 'garbage':
        return GARBAGE;
      case 'that it works on it':
        return { status: 200, body: { status: 'processing', retryAfterSeconds: 2 } };
      case 'that it is over':
        this.hasExpired = true;
        return { status: 200, body: { status: 'expired' } };
      case 'late':
        return late(this.#truth(attemptId), 4000);
    }
    return this.#truth(attemptId);
  }

  #truth(attemptId: string): Reply {
    if (!attemptId) return this.attempts.isLinked ? linked('linked') : { status: 200, body: { status: 'none', subject: 'customer-1' } };
    const { outcome } = this.attempts.byId(attemptId) ?? {};
    if (typeof outcome !== 'object') return { status: 200, body: { status: 'awaiting' } };
    return outcome.status < 300 ? outcome : { status: 200, body: { status: 'failed', problem: outcome.body } };
  }

  #decide(payload: ExchangePayload): Reply {
    const { attempts } = this;
    const attempt: BackendAttempt | undefined = 'confirm' in payload ? attempts.byId(payload.attemptId) : attempts.of(payload.state);
    if (!attempt) return problem('attempt_not_found', 404);
    if ('confirm' in payload) {
      attempts.isLinked ||= payload.confirm;
      return (attempt.outcome = payload.confirm ? linked('linked', attempt) : { status: 200, body: { status: 'discarded' } });
    }
    const { code, state, source } = payload;
    if (!this.#world.wise.code(code)) return problem('code_invalid', 422, { attemptsLeft: 3 });
    this.#world.oracle.redeemed(code, state);
    if (this.mood === 'refuses') return (attempt.outcome = problem('identity_mismatch', 409));
    if (this.mood === 'knows no code') return (attempt.outcome = problem(source === 'typed' ? 'code_invalid' : 'code_expired', 422));
    const status = source === 'typed' || this.mood === 'asks' ? 'pending_confirmation' : 'linked';
    attempts.isLinked ||= status === 'linked';
    return (attempt.outcome = linked(status, attempt));
  }
}

const linked = (status: string, { attemptId }: { attemptId?: string } = {}): Reply => ({
  status: 200,
  body: { status, attemptId, link: LINK, ...(status === 'linked' && { subject: 'customer-1' }), access_token: 'CANARY-token' },
});
