// The attempts of the simulated backend.
import { BANK, WISE } from './places.js';
import { late, problem, GARBAGE, type Reply } from './reply.js';
import type { World } from './world.js';

/** How the backend answers the next calls to start an attempt. */
export const START_MOODS = [
  'well', 'late', 'in silence', 'down', 'limited', 'logged out', 'broken off', 'with another state', 'for another client', 'with another’s page', 'with a short state', 'garbage',
] as const;

export type StartMood = (typeof START_MOODS)[number];

/** An attempt in the backend. */
export interface BackendAttempt {
  attemptId: string;
  state: string;
  /** The response, which every repeated call gets too. */
  outcome?: Reply;
}

/** The attempts of the backend: those that it started, and those for which it received a code. */
export class Beginnings {
  readonly #world: World;
  mood: StartMood = 'well';
  /** Whether any attempt linked the account. The link stays, whatever happens to the same attempt in another tab. */
  isLinked = false;
  readonly #all: BackendAttempt[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** The attempt with this state. An attempt that the page started gets its id now. */
  of(state: string): BackendAttempt {
    const found = this.#all.find((one) => one.state === state) ?? { attemptId: `a_${this.#all.length + 1}`, state };
    if (!this.#all.includes(found)) this.#all.push(found);
    return found;
  }

  byId(attemptId: string): BackendAttempt | undefined {
    return this.#all.find((one) => one.attemptId === attemptId);
  }

  /** `start-url`. */
  begins({ redirectUri }: { redirectUri?: string }, client = ''): Reply {
    switch (this.mood) {
      case 'down':
        return problem('backend_unavailable', 503, { retryable: true });
      case 'limited':
        return { ...problem('rate_limited', 429, { retryable: true }), retryAfter: '7' };
      case 'logged out':
        return problem('session_required', 401, { retryable: true });
      case 'garbage':
        return GARBAGE;
      case 'in silence':
        return 'silence';
    }
    const { mood } = this;
    const state = mood === 'with a short state' ? `s${this.#world.count()}` : `${'S'.repeat(40)}${`${this.#world.count()}`.padStart(6, '0')}`;
    const { attemptId } = this.of(state);
    const url = new URL(mood === 'with another’s page' ? 'https://other.example/oauth/authorize/' : WISE);
    url.searchParams.set('client_id', mood === 'for another client' ? 'other' : client);
    url.searchParams.set('redirect_uri', redirectUri ?? this.#world.redirectUri);
    url.searchParams.set('state', mood === 'with another state' ? `other${state}` : state);
    const reply: Reply = { status: 201, body: { attemptId, state, authorizeUrl: url.href, ttlSeconds: 1800, BANK }, isCut: mood === 'broken off' };
    return mood === 'late' ? late(reply, 4000) : reply;
  }
}
