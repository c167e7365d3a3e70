// Fuzzes the attributes with hostile URLs.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { hostileUrls } from './hostile-url.js';
import { read } from './outcome.js';
import { patience, runs } from './runs.js';

const RUNS = runs('FUZZ_ATTRIBUTES', 50_000);

const PAGES = ['https://bank.example/link', 'https://bank.example:8443/a/b?c#d', 'http://localhost:4100/', 'http://127.0.0.1/x'] as const;
const WISE = { sandbox: 'https://wise-sandbox.com', production: 'https://wise.com' } as const;
const RIGHT = { clientId: 'bank', redirectUri: 'https://bank.example/cb', exchangeUrl: '/api/wise/exchange' };

/** Each property with its allowed origins; undefined allows any. */
const allowed = (page: string, wise: string): Record<string, string | undefined> => {
  const { origin } = new URL(page);
  return { redirectUri: undefined, exchangeUrl: origin, emailUrl: origin, startUrl: origin, statusUrl: origin, authorizeUrl: wise };
};

test(`of ${RUNS.numRuns} hostile texts, no attribute accepts one with another origin`, { timeout: patience(RUNS) }, () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(hostileUrls, fc.constantFrom(...PAGES), fc.constantFrom('sandbox', 'production'), (text, page, environment) => {
      for (const [property, origin] of Object.entries(allowed(page, WISE[environment]))) {
        const { value: config, error } = read(() => readConfig({ ...RIGHT, environment, [property]: text }, page));
        if (error) {
          assert.equal(error.code, 'misconfigured');
          continue;
        }
        const taken = Object.entries(config).find(([name]) => name === property)?.[1];
        // The attribute is missing or may be empty.
        if (!taken) continue;
        check(property, String(taken), origin);
        seen[property] = (seen[property] ?? 0) + 1;
      }
    }),
    RUNS,
  );
  for (const property of ['redirectUri', 'exchangeUrl', 'emailUrl', 'authorizeUrl']) {
    expect((seen[property] ?? 0) / RUNS.numRuns, property).toBeGreaterThan(0.02);
  }
});

/** Whether an address is allowed, written independently of the source. */
function check(property: string, text: string, origin: string | undefined): void {
  const url = new URL(text);
  const isHere = isLoopback(url.hostname);
  assert(url.protocol === 'https:' || (url.protocol === 'http:' && isHere), `${property} over ${url.protocol}`);
  assert.equal(`${url.username}${url.password}`, '', `${property} with a user or a password`);
  // An empty fragment is refused too, because a server would append the query to it.
  assert(!text.includes('#'), `${property} with a fragment`);
  if (origin && !(property === 'authorizeUrl' && isHere)) assert.equal(url.origin, origin, `${property} elsewhere`);
}

function isLoopback(host: string): boolean {
  const labels = host.split('.');
  const isNumbers = labels.length === 4 && labels.every((label) => /^\d+$/.test(label));
  return host === '[::1]' || labels.at(-1) === 'localhost' || (isNumbers && labels[0] === '127');
}
