import type { AttributeName } from './given.js';

/**
 * How bad it is. `error`: linking cannot work. `warning`: it works, but not everywhere, or less safely. `unknown`: it
 * cannot be told from here.
 */
export type Level = 'ok' | 'warning' | 'error' | 'unknown';

/** What was looked at. */
export type Check =
  | 'definition'
  | 'secure-context'
  | AttributeName
  | 'properties'
  | 'theme'
  | 'appearance'
  | 'lang'
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

/** One thing that was looked at, and what came of it. */
export interface Finding {
  /** What was looked at; the same check may have several findings. */
  readonly check: Check;
  /** How bad it is. */
  readonly level: Level;
  /** What was found, for the partner's engineer. */
  readonly message: string;
  /** What to do about it. Empty only where the level is `ok`. */
  readonly fix: string;
}

/** Nothing to do. */
export const ok = (check: Check, message: string): Finding => ({ check, level: 'ok', message, fix: '' });

/** It works, but not everywhere, or less safely. */
export const warning = (check: Check, message: string, fix: string): Finding => ({
  check,
  level: 'warning',
  message,
  fix,
});

/** Linking cannot work. */
export const error = (check: Check, message: string, fix: string): Finding => ({ check, level: 'error', message, fix });

/** It cannot be told from here; `fix` says how to find out. */
export const unknown = (check: Check, message: string, fix: string): Finding => ({
  check,
  level: 'unknown',
  message,
  fix,
});
