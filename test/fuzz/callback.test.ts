// Fuzzes callback URLs against oauth4webapi.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { AuthorizationResponseError, validateAuthResponse } from 'oauth4webapi';
import { expect, test } from 'vitest';
import { readCallback, type Callback } from '../../src/oauth/authorization-response.js';
import { callbackUrls, ISSUER, STATE } from './callback-url.js';
import { outcome, read } from './outcome.js';
import { patience, runs } from './runs.js';

const RUNS = runs('FUZZ_CALLBACKS', 100_000);

test(`of ${RUNS.numRuns} callback URLs, none is accepted that oauth4webapi refuses`, { timeout: patience(RUNS) }, () => {
  const seen = { code: 0, declined: 0 };
  fc.assert(
    fc.property(callbackUrls, (text) => {
      const url = new URL(text);
      const { value, error } = read(() => readCallback(url, STATE, ISSUER));
      checkState(url, error?.code);
      if (error) return;
      // `iss` is optional for oauth4webapi too (RFC 9207).
      const theirs = outcome(() => validateAuthResponse({ issuer: ISSUER }, { client_id: 'bank' }, url, STATE), asError);
      checkFragment(url);
      if (value) {
        assert(!theirs.error, `oauth4webapi: ${theirs.error?.message}`);
        checkGrant(url, value);
        seen.code += 1;
      } else {
        assert(theirs.error instanceof AuthorizationResponseError, `oauth4webapi: ${theirs.error?.message}`);
        assert.equal(theirs.error.error, 'access_denied');
        seen.declined += 1;
      }
    }),
    RUNS,
  );
  // Without enough accepted URLs, the test would prove nothing.
  expect(seen.code / RUNS.numRuns).toBeGreaterThan(0.2);
  expect(seen.declined / RUNS.numRuns).toBeGreaterThan(0.02);
});

function asError(cause: unknown): Error {
  assert(cause instanceof Error);
  return cause;
}

/** Checks that a foreign state is always reported as `state_mismatch`, and the right one never. */
function checkState({ searchParams }: URL, code: string | undefined): void {
  const states = searchParams.getAll('state');
  if (!states.includes(STATE)) assert.equal(code, 'state_mismatch');
  else if (states.length === 1) assert.notEqual(code, 'state_mismatch');
}

/** Checks that an accepted URL has no second response in its fragment. */
function checkFragment({ hash }: URL): void {
  for (const pair of hash.slice(1).split('&')) {
    assert.doesNotMatch(pair, /^(code|state|error|response|token|id_token|access_token)=/);
  }
}

/** Checks that the grant has the code byte for byte, and at most a profile id. */
function checkGrant(url: URL, { code, ...rest }: NonNullable<Callback>): void {
  assert.deepEqual(sent(url, /^code$/), [Buffer.from(code).toString('latin1')]);
  assert.match(code, /^[ -~]{1,512}$/);
  assert(url.href.length <= 4096, 'a long address');
  const profiles = sent(url, /^profileid$/i).filter(Boolean);
  assert.deepEqual(rest, profiles[0] ? { profileId: profiles[0] } : {});
  assert.equal(new Set(profiles).size, profiles.length ? 1 : 0);
}

/** The values of a parameter as bytes, from a decoder independent of the browser's. */
function sent({ search }: URL, name: RegExp): string[] {
  const pairs = search.slice(1).split('&').map((pair) => (pair.includes('=') ? pair : `${pair}=`));
  return pairs
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)].map(bytes))
    .flatMap(([given = '', value = '']) => (name.test(given) ? [value] : []));
}

const bytes = (text: string): string =>
  text.replaceAll('+', ' ').replaceAll(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
