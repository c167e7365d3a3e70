/** The events of the element. Each subclasses `Event`; none carries a code or a grant. */
import type { Link } from './contract.js';
import type { LinkError } from './errors.js';
import type { ExitReason, Phase, Reasons, State } from './flow/state.js';

const INIT: EventInit = { bubbles: true, composed: true };

/** The element went from one state to another. */
export class WiseLinkChangeEvent extends Event {
  /** The phase it is in now. */
  declare readonly phase: Phase;
  /** The phase it was in before; the same if only a hint changed, e.g. that the Wise window was blocked. */
  declare readonly previous: Phase;
  /**
   * Why: the code of an error; the state of the Wise window (`open`, `gone`, `slow`, `blocked`, `in-app`, `framed`); how the
   * authorization response arrived (`message`, `channel`, `storage`, `url`, `callback`, `typed`; `elsewhere` for a link made
   * in another tab, `before` for one that existed when the page was opened); `offline`; `ending` when less than five minutes,
   * and then one, are left to enter a code; how the customer left (`cancelled`, `declined`, `discarded`); or `ended`: the link
   * has ended at Wise. Otherwise undefined.
   */
  declare readonly reason: string | undefined;

  constructor(state: State, previous: Phase) {
    super('wise-link-change', INIT);
    this.phase = state.phase;
    this.previous = previous;
    this.reason = reasonOf(state);
  }
}

function reasonOf(state: State): string | undefined {
  const { left, hasEnded, window, error, minutes, isOffline, transport } = state as Reasons;
  return left ?? window ?? error?.code ?? (hasEnded ? 'ended' : minutes ? 'ending' : isOffline ? 'offline' : transport);
}

/** The account is linked. Ends the attempt. */
export class WiseLinkSuccessEvent extends Event {
  /** The linked account, masked by the partner's backend. */
  declare readonly link: Link;

  constructor(link: Link) {
    super('wise-link-success', INIT);
    this.link = link;
  }
}

/** The attempt failed for good. Ends the attempt. A failure that can be retried only dispatches `wise-link-change`. */
export class WiseLinkErrorEvent extends Event {
  /** What went wrong, as data. */
  declare readonly error: LinkError;

  constructor(error: LinkError) {
    super('wise-link-error', INIT);
    this.error = error;
  }
}

/** The customer left without a link. Ends the attempt; not an error. */
export class WiseLinkExitEvent extends Event {
  /** `cancelled` here, `declined` at Wise, or `discarded` because the account shown was not theirs. */
  declare readonly reason: ExitReason;

  constructor(reason: ExitReason) {
    super('wise-link-exit', INIT);
    this.reason = reason;
  }
}

/**
 * Wise is about to be opened. A native shell cancels the event, opens `url` itself, and passes the callback URL to
 * `handleCallback`.
 */
export class WiseLinkNavigateEvent extends Event {
  readonly #url: string;

  constructor(url: string) {
    super('wise-link-navigate', { ...INIT, cancelable: true });
    this.#url = url;
  }

  /** The URL of the authorization request (RFC 6749 §4.1.1). Not an own property: an analytics script that copies events does not copy it. */
  get url(): string {
    return this.#url;
  }
}

declare global {
  interface HTMLElementEventMap {
    'wise-link-change': WiseLinkChangeEvent;
    'wise-link-success': WiseLinkSuccessEvent;
    'wise-link-error': WiseLinkErrorEvent;
    'wise-link-exit': WiseLinkExitEvent;
    'wise-link-navigate': WiseLinkNavigateEvent;
  }
}
