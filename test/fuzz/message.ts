// Generates messages to a window or channel.
import * as fc from 'fast-check';
import type { Realm } from './realm.js';
import { mostly } from './weighted.js';

export const ORIGIN = 'https://bank.example';
export const STATE = 'Zk3vQ9_-dXc1mB7yTq0LrW5uHs8NfJ2aPgEoIi4tKxM';
export const RESPONSE_URL = `${ORIGIN}/wise-callback.html?code=G2s8EJ&state=${STATE}`;
export const TYPE = 'wise-link:1';

/** A message that arrives at the window, from one of the windows, or on a channel of this name. */
export interface Message {
  origin: string;
  source: keyof Realm['windows'] | null;
  /** Undefined for a message at the window. */
  channel: string | undefined;
  data: unknown;
}

const responseUrls = mostly(
  fc.constantFrom(RESPONSE_URL, `${RESPONSE_URL}&profileId=1`, `${ORIGIN}/wise-callback.html?state=${STATE}&error=access_denied`),
  2,
  fc.oneof(
    fc.constantFrom<unknown>(
      undefined, null, 0, '', ' ', 'x', STATE, `state=${STATE}`, `?state=${STATE}`, `${ORIGIN}/?code=a`, `${ORIGIN}/?state=`, `${ORIGIN}/?state=__proto__`,
      `${ORIGIN}/?code=c&state=${STATE}`, `${ORIGIN}/sandbox/wise-callback.html?code=c&state=${STATE}`, `https://evil.example/wise-callback.html?code=c&state=${STATE}`, `${ORIGIN}/wise-callback.html?state=x&state=${STATE}`, `${ORIGIN}/?state=${STATE}x`, `${ORIGIN}/?state=${STATE.toLowerCase()}`, `${ORIGIN}/?STATE=${STATE}`, `${ORIGIN}/#state=${STATE}`,
      `${ORIGIN}/?state%00=${STATE}`, `${ORIGIN}/?state=%${STATE}`, `https://[/?state=${STATE}`, `javascript:alert(1)?state=${STATE}`, `https://evil.example/?state=${STATE}`,
      `${RESPONSE_URL}&x=${'x'.repeat(4096)}`, 'x'.repeat(100_000), [RESPONSE_URL], { href: RESPONSE_URL }, new URLSearchParams({ state: STATE }), Infinity, true,
    ),
    fc.string({ maxLength: 20 }).map((text) => `${ORIGIN}/?state=${text}`),
  ),
);

const types = mostly<unknown>(fc.constant(TYPE), 8, fc.constantFrom<unknown>('wise-link:', 'wise-link:2', 'wise-link:0', 'wise-link', 'WISE-LINK:1', 1, null, undefined, [TYPE], ''));

/** Values that this library never sends: anything that structured clone allows. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, 0, Number.NaN, 1n, true, '', TYPE, RESPONSE_URL, 'x'.repeat(100_000), new Map([['type', TYPE]]), new Set([TYPE]), new Date(0), /x/, new Error(TYPE), new ArrayBuffer(9)),
  fc.constantFrom<unknown>(cyclic(), deep(), [TYPE, RESPONSE_URL], Object.create(null), JSON.parse(`{"__proto__":{"type":"${TYPE}"}}`)),
  fc.anything({ maxDepth: 2 }),
);

const data = mostly(
  fc.tuple(types, responseUrls, mostly(fc.constant(false), 4, fc.constant(true))).map(([type, letter, isReceipt]) => (isReceipt ? { type } : { type, letter, extra: 1 })),
  4,
  strange,
);

const origins = mostly(
  fc.constant(ORIGIN),
  5,
  fc.constantFrom('https://bank.example.evil', 'http://bank.example', `${ORIGIN}:8443`, `${ORIGIN}/`, 'HTTPS://BANK.EXAMPLE', 'https://xn--bank-5cd.example', 'https://wise.com', 'null', '', 'undefined'),
);

const sources: fc.Arbitrary<Message['source']> = fc.constantFrom('popup', 'popup', 'opener', 'opener', 'frame', 'other', 'self', null);

const channels = mostly(
  fc.constant(`wise-link:${STATE}`),
  2,
  fc.constantFrom('wise-link:', 'wise-link', 'wise-link:undefined', 'wise-link:null', `wise-link:${STATE.toLowerCase()}`, `wise-link:${STATE}x`, 'message', ''),
);

export const messages: fc.Arbitrary<Message> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ origin: origins, source: sources, channel: fc.constant(undefined), data }) },
  { weight: 1, arbitrary: fc.record({ origin: origins, source: fc.constant(null), channel: channels, data }) },
);

/** Whether the page has an opener, and whether the browser has BroadcastChannel. */
export const surroundings = fc.record({ hasOpener: fc.boolean(), hasChannels: mostly(fc.constant(true), 8, fc.constant(false)) });

function cyclic(): unknown {
  const value: { type: string; letter?: unknown } = { type: 'x' };
  value.letter = value;
  return value;
}

function deep(): unknown {
  let value: object = {};
  for (let depth = 0; depth < 10_000; depth += 1) value = { type: value };
  return value;
}
