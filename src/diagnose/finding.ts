import type { AttributeName } from './given.js';

/**
 * The severity of a finding. `error`: linking cannot work. `warning`: linking works, but not everywhere, or less safely.
 * `unknown`: the check cannot find out.
 */
export type Level = 'ok' | 'warning' | 'error' | 'unknown';

/** The name of a check. */
export type Check =
  | 'definition'
  | 'secure-context'
  | AttributeName
  | 'properties'
  | 'theme'
  | 'appearance'
  | 'lang'
  | 'messages'
  | 'redirect-page'
  | 'redirect-worker'
  | 'redirect-coop'
  | 'redirect-csp'
  | 'redirect-referrer'
  | 'redirect-cache'
  | 'redirect-nosniff'
  | 'redirect-reports'
  | 'page-coop'
  | 'page-csp'
  | 'frame'
  | 'sandbox'
  | 'browser'
  | 'session-storage'
  | 'local-storage'
  | 'broadcast-channel'
  | 'endpoint';

/** The result of one check. */
export interface Finding {
  /** The check. A check may have several findings. */
  readonly check: Check;
  /** The severity. */
  readonly level: Level;
  /** The result in English, for the partner's engineer. */
  readonly message: string;
  /** How to fix it. Empty only if the level is `ok`. */
  readonly fix: string;
}

/** A finding that needs no fix. */
export const ok = (check: Check, message: string): Finding => ({ check, level: 'ok', message, fix: '' });

/** Linking works, but not everywhere, or less safely. */
export const warning = (check: Check, message: string, fix: string): Finding => ({
  check,
  level: 'warning',
  message,
  fix,
});

/** Linking cannot work. */
export const error = (check: Check, message: string, fix: string): Finding => ({ check, level: 'error', message, fix });

/** The check cannot find out; `fix` says how you can. */
export const unknown = (check: Check, message: string, fix: string): Finding => ({
  check,
  level: 'unknown',
  message,
  fix,
});
