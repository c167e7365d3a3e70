import { nextRedirectUri } from './places.js';

/** A code that Wise gave out. */
export interface Code {
  code: string;
  /** The state of its attempt. Undefined for a code to type. */
  state: string | undefined;
  /** The URL of the authorization response. */
  response: string;
  /** Whether the response arrived at another redirect URI than that of the request, so that it must not be used. */
  isElsewhere: boolean;
}

/** The simulated Wise: it issues codes, and sends authorization responses. */
export class Wise {
  readonly #refused = new Set<string>();
  readonly #codes = new Map<string, Code>();

  /** The customer gives access. Returns the authorization response. */
  grants(request: URL): string {
    return this.#grants(request, redirectUriOf(request));
  }

  /** The customer gives access, but the response is at another redirect URI of the partner. */
  grantsElsewhere(request: URL): string {
    return this.#grants(request, nextRedirectUri(redirectUriOf(request)), true);
  }

  /** The customer gives access. Returns the shown code. */
  shows(): string {
    return this.#issues('', undefined);
  }

  /** Returns an authorization response without a valid code. */
  refuses(request: URL, answer: Record<string, string>): string {
    this.#refused.add(stateOf(request));
    return sent(redirectUriOf(request), answer);
  }

  /** Whether it sent a response without a valid code for an attempt. */
  hasRefused(state: string): boolean {
    return this.#refused.has(state);
  }

  #grants(request: URL, redirectUri: string, isElsewhere = false): string {
    const response = sent(redirectUri, { code: this.#newCode(), state: stateOf(request), profileId: '30000000' });
    this.#issues(response, stateOf(request), isElsewhere);
    return response;
  }

  code(code: string): Code | undefined {
    return this.#codes.get(code);
  }

  /** The code of a successful response of Wise at its redirect URI. Undefined for any other value. */
  read(response: unknown): Code | undefined {
    return [...this.#codes.values()].find((code) => code.response === response && !code.isElsewhere);
  }

  /** All successful responses, newest first. */
  get responses(): string[] {
    return [...this.#codes.values()].flatMap(({ response }) => response || []).toReversed();
  }

  #newCode(): string {
    return `CANARY${this.#codes.size}`;
  }

  #issues(response: string, state: string | undefined, isElsewhere = false): string {
    const code = this.#newCode();
    this.#codes.set(code, { code, state, response, isElsewhere });
    return code;
  }
}

/** An authorization response. */
function sent(redirectUri: string, answer: Record<string, string>): string {
  const response = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) response.searchParams.set(name, value);
  return response.href;
}

/** The redirect URI of an authorization request. */
export const redirectUriOf = (request: URL): string => request.searchParams.get('redirect_uri') ?? '';

/** The state of an authorization request. */
export const stateOf = (request: URL): string => request.searchParams.get('state') ?? '';
