// Fuzzes the callback channel with messages.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { awaitResponse as receive } from '../../src/launch/await-response.js';
import { deliver } from '../../src/launch/callback-channel.js';
import { RESPONSE_URL, messages, ORIGIN, STATE, surroundings, TYPE, type Message } from './message.js';
import { Realm, type Posted } from './realm.js';
import { patience, runs } from './runs.js';

const RUNS = runs('FUZZ_MESSAGES', 25_000);
/** The waiting attempt. */
const EXPECTED = { state: STATE, config: { redirectUri: `${ORIGIN}/wise-callback.html` } };
const CHANNEL = `wise-link:${STATE}`;

afterEach(() => vi.unstubAllGlobals());

const schedule = fc.tuple(surroundings, fc.array(messages, { maxLength: 4 }));

test(`in ${RUNS.numRuns} schedules, only the right authorization response is accepted`, { timeout: patience(RUNS) }, async () => {
  let acceptedCount = 0;
  await fc.assert(
    fc.asyncProperty(schedule, async ([around, arriving]) => {
      const realm = new Realm(around);
      const leaving = new AbortController();
      const response = receive(EXPECTED, leaving.signal);
      for (const message of arriving) realm.dispatch(message);
      const received = await Promise.race([response, Promise.resolve(undefined)]);
      leaving.abort();
      const right = arriving.filter((message) => isOurs(message, around) && isResponse(message));
      if (received) {
        acceptedCount += 1;
        const accepted = right.map(({ data, channel }) => [new URL(responseOf(data)).href, channel ? 'channel' : 'message'].join());
        assert(accepted.includes([received.response.href, received.transport].join()), 'a response that was not sent');
      }
      if (right.some(isCertain)) assert(received, 'a response is lost');
      checkPosted(realm.posted, undefined);
      if (right.length === 0) assert.deepEqual(realm.posted, []);
      realm.posted.length = 0;
      for (const message of arriving) realm.dispatch(message);
      assert.deepEqual(realm.posted, [], 'handled a message after its end');
    }),
    RUNS,
  );
  expect(acceptedCount / RUNS.numRuns).toBeGreaterThan(0.1);
});

test(`in ${RUNS.numRuns} schedules, only the right receipt ends a delivery`, { timeout: patience(RUNS) }, async () => {
  let delivered = 0;
  await fc.assert(
    fc.asyncProperty(schedule, async ([around, arriving]) => {
      const realm = new Realm(around);
      const leaving = new AbortController();
      const receipt = deliver(STATE, RESPONSE_URL, leaving).then(() => true);
      for (const message of arriving) realm.dispatch(message);
      // One microtask more than `race` needs, for the `then`.
      const isDelivered = await Promise.race([receipt, Promise.resolve().then(() => false)]);
      leaving.abort();
      const right = arriving.filter((message) => isOurs(message, around) && isReceipt(message));
      if (isDelivered) delivered += 1;
      if (isDelivered) assert(right.length > 0, 'a receipt that was not sent');
      if (right.some(isCertain)) assert(isDelivered, 'a receipt is lost');
      checkPosted(realm.posted, RESPONSE_URL);
      assert.equal(realm.posted.length, Number(around.hasOpener) + Number(around.hasChannels));
    }),
    RUNS,
  );
  expect(delivered / RUNS.numRuns).toBeGreaterThan(0.05);
});

/** Whether a message is from the opener or popup on the same origin, or on the attempt's channel. */
const isOurs = ({ origin, source, channel }: Message, { hasOpener, hasChannels }: { hasOpener: boolean; hasChannels: boolean }): boolean =>
  channel === undefined ? origin === ORIGIN && (source === 'popup' || (source === 'opener' && hasOpener)) : channel === CHANNEL && hasChannels;

/** Messages of the opener are ignored after the first message of a window that the page opened. */
const isCertain = ({ source }: Message): boolean => source !== 'opener';

const member = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? Object.entries(data).find(([key]) => key === name)?.[1] : undefined;

const responseOf = (data: unknown): string => String(member(data, 'letter'));

function isResponse({ data }: Message): boolean {
  const response = member(data, 'letter');
  if (member(data, 'type') !== TYPE || typeof response !== 'string' || response.length > 4096 || !URL.canParse(response)) return false;
  const { origin, pathname, search } = new URL(response);
  return origin === ORIGIN && pathname === '/wise-callback.html' && new URLSearchParams(search).getAll('state')[0] === STATE;
}

const isReceipt = ({ data }: Message): boolean => member(data, 'type') === TYPE && member(data, 'letter') === undefined;

/** Checks that the page posts only to its opener, popup and channel, to its own origin, and nothing else. */
function checkPosted(posted: readonly Posted[], response: string | undefined): void {
  for (const { to, target, message } of posted) {
    assert(['opener', 'popup', CHANNEL].includes(to), `posted to ${to}`);
    assert.equal(target, ORIGIN);
    assert.deepEqual(message, { type: TYPE, letter: response });
  }
}
