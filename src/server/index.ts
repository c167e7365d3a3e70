/** The backend: `wise-link/server`. */
export { createWiseLink } from './create-wise-link.js';
export { NoAccess } from './no-access.js';
export type { NoAccessReason } from './no-access.js';
export type { Customer } from './customers.js';
export type { Database, Queryable } from './queryable.js';
export type { Hooks, LinkEvent, MismatchEvent } from './hooks.js';
export type { CompanyRule } from './identity.js';
export type { Limits } from './limits.js';
export type { MaskedLink } from './masked-link.js';
export type { Log, LogEntry } from './log.js';
export type { SealedFor, Sealer, SealPurpose } from './sealer.js';
export type { BankSession, FindSession, IsSessionLive } from './session.js';
export type { EncryptionKey } from './vault.js';
export type { Profile } from './wise-answers.js';
export type { WiseLinkOptions } from './wise-link-options.js';
export type { Environment, TlsOptions, WiseFetch, WiseOptions } from './wise-options.js';
export type { WiseLink } from './wise-link.js';
export { migrate } from './migrate.js';
