// The OAuth libraries that are tried against the simulator, and what is expected of each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What happened in one run: linked, or why the token request was refused, in the simulator's words. */
export type Result = 'ok' | 'client_id missing' | 'credentials in the body' | 'credentials form-encoded' | 'failed';

/** The runs of each library. */
export interface Row {
  /** With the library's defaults. */
  readonly defaults: Result;
  /** With the settings of docs/oauth-libraries.md. */
  readonly advised: Result;
  /** With these settings, if Wise does not insist on `client_id`. */
  readonly withoutClientId: Result;
  /** The same, if Wise also does not decode the credentials. */
  readonly raw: Result;
}

const PYTHON: readonly string[] = ['requests-oauthlib', 'Authlib'];

/** Whether a library is one of Python. */
export const isPython = (name: string): boolean => PYTHON.includes(name);

/** The file of a library's program in `apps`. A program of Python must not have the name of a module that it imports. */
export const programOf = (name: string): string => (isPython(name) ? `with-${name.toLowerCase()}.py` : `${name.replace(/^@/, '').replace('/', '-')}.mjs`);

/** What each library does, by the name of its package. */
export const EXPECTED: Readonly<Record<string, Row>> = {
  'oauth4webapi': { defaults: 'client_id missing', advised: 'ok', withoutClientId: 'ok', raw: 'credentials form-encoded' },
  'openid-client': { defaults: 'credentials in the body', advised: 'ok', withoutClientId: 'ok', raw: 'credentials form-encoded' },
  'simple-oauth2': { defaults: 'client_id missing', advised: 'ok', withoutClientId: 'ok', raw: 'ok' },
  'arctic': { defaults: 'client_id missing', advised: 'client_id missing', withoutClientId: 'ok', raw: 'ok' },
  '@auth/core': { defaults: 'client_id missing', advised: 'ok', withoutClientId: 'ok', raw: 'credentials form-encoded' },
  'better-auth': { defaults: 'credentials in the body', advised: 'ok', withoutClientId: 'ok', raw: 'credentials form-encoded' },
  'grant': { defaults: 'credentials in the body', advised: 'ok', withoutClientId: 'ok', raw: 'ok' },
  'passport-oauth2': { defaults: 'credentials in the body', advised: 'ok', withoutClientId: 'ok', raw: 'ok' },
  'requests-oauthlib': { defaults: 'client_id missing', advised: 'ok', withoutClientId: 'ok', raw: 'ok' },
  'Authlib': { defaults: 'client_id missing', advised: 'ok', withoutClientId: 'ok', raw: 'ok' },
};

/** The exact version of each library that is installed, from `package.json` and `requirements.txt` in the folder. */
export function versionsIn(folder: string): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const requirements = readFileSync(join(folder, 'requirements.txt'), 'utf8').trim().split('\n').map((line) => line.split('=='));
  return { ...dependencies, ...(Object.fromEntries(requirements) as Record<string, string>) };
}
