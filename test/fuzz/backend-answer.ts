// Generates answers of a backend.
import * as fc from 'fast-check';
import { mostly } from './weighted.js';

/** An answer that a backend, or a proxy in front of it, may send. */
export interface BackendAnswer {
  status: number;
  headers: [string, string][];
  /** One character for each byte, for readable failures. */
  body: string | null;
}

/** The size of the chunks of the body. */
const PIECE = 16_384;

export function response({ status, headers: given, body }: BackendAnswer): Response {
  const bytes = body === null ? null : Buffer.from(body, 'latin1');
  if (!bytes || bytes.length < PIECE) return new Response(bytes, { status, headers: given });
  const stream = new ReadableStream({
    start(controller) {
      for (let start = 0; start < bytes.length; start += PIECE) controller.enqueue(bytes.subarray(start, start + PIECE));
      controller.close();
    },
  });
  return new Response(stream, { status, headers: given });
}

/** JSON values that violate the contract. */
const WRONG = fc.constantFrom(
  'null', 'true', 'false', '0', '-1', '1.5', '1e-300', '1e308', '1e400', '9007199254740993', '""', '" "', '[]', '{}', '["linked"]', '[["linked"]]',
  '{"toString":"linked"}', '"Linked"', '"linked "', '"linked\\u0000"', '"LINKED"', '"ok"', '"__proto__"', '"constructor"', '"toString"', '"\\ud800"',
  '"\\u202Ex"', '"<img src=x onerror=alert(1)>"', '"javascript:alert(1)"', `"${'x'.repeat(99)}"`, `"${'x'.repeat(100)}"`, `"${'y'.repeat(3000)}"`, '"é\\r\\nx: y"',
  '"linked"', '"discarded"', '"identity_mismatch"', '{"status":"linked"}',
);

type Member = fc.Arbitrary<string[]>;

/** A member that is mostly valid, and sometimes wrong, missing, or duplicated. */
const member = (name: string, ...right: string[]): Member => {
  const good = fc.constantFrom(...right).map((value) => [`"${name}":${value}`]);
  const wrong = WRONG.map((value) => [`"${name}":${value}`]);
  return mostly(good, 10, fc.oneof(wrong, wrong, fc.constant<string[]>([]), fc.tuple(good, wrong).map((both) => both.flat())));
};

const stray = fc
  .tuple(
    fc.constantFrom(
      'status', 'link', 'code', 'access_token', 'refresh_token', 'displayName', '__proto__', 'constructor', 'prototype', 'toJSON', 'then', 'type', 'title', 'message',
      'length', 'name', '', 'retryAfter', 'cause', 'stack',
    ),
    fc.oneof(WRONG, fc.constantFrom('{"status":"linked","code":"identity_mismatch"}', '"s3cr3t-t0ken"')),
  )
  .map(([name, value]) => [`"${name}":${value}`]);

const object = (...members: Member[]): fc.Arbitrary<string> =>
  fc.tuple(fc.tuple(...members), mostly(fc.constant<string[]>([]), 3, stray)).map(([lists, others]) => `{${[...lists.flat(), ...others].join(',')}}`);

const held = object(
  member('displayName', '"S••• J•••"', '"A"', `"${'Ж'.repeat(200)}"`),
  member('profileType', '"personal"', '"business"'),
  member('profileRef', '"•••0000"', '"1"'),
);
const link: Member = mostly(held, 12, WRONG).map((value) => [`"link":${value}`]);

const values = fc.oneof(
  object(member('status', '"linked"'), link),
  object(member('status', '"linked"'), link),
  object(member('status', '"pending_confirmation"'), member('attemptId', '"a_1"', `"${'a'.repeat(300)}"`), link),
  object(member('status', '"processing"'), member('retryAfterSeconds', '2', '0', '0.5', '1e9', '-3', '120', '121')),
  object(member('status', '"discarded"')),
  object(
    member('code', '"identity_mismatch"', '"code_invalid"', '"session_required"', '"wise_unavailable"', '"exchange_in_progress"', '"too_many_attempts"'),
    member('retryable', 'true', 'false'),
    member('codeConsumed', 'false', 'false', 'true'),
    member('attemptsLeft', '3', 'null', '0'),
    member('retryAfterSeconds', 'null', '7', '1e9'),
    member('correlationId', '"c0ffee00-1234"', '"a b"', '"<b>x</b>"'),
  ),
  mostly(WRONG, 2, fc.json({ maxDepth: 2 })),
);

const utf8 = (text: string): string => Buffer.from(text).toString('latin1');

type Change = (bytes: string, place: number, json: string) => string | null;

/** Bytes changed by a proxy, a wrong charset or a lost connection. */
const CHANGES: Record<string, Change> = {
  cut: (bytes, place) => bytes.slice(0, place),
  bom: (bytes) => `\xEF\xBB\xBF${bytes}`,
  utf16: (_, __, json) => Buffer.from(json, 'utf16le').toString('latin1'),
  latin1: (bytes, place) => `${bytes.slice(0, place)}\xE9\xFF${bytes.slice(place)}`,
  list: (bytes) => `[${bytes}]`,
  html: (bytes) => `<html>${bytes}</html>`,
  empty: () => '',
  none: () => null,
  guarded: (bytes) => `)]}',\n${bytes}`,
  led: (bytes, place) => `\n ${' '.repeat(place > 55 ? 70_000 : place)}${bytes}\r\n`,
  trailed: (bytes, place) => `${bytes}${' '.repeat(place > 40 ? 140_000 : place)}x`,
  unfinished: (bytes) => `${bytes}\xE2\x80`,
};

const changes = mostly(fc.constant<Change>((bytes) => bytes), 6, fc.constantFrom(...Object.values(CHANGES)));

const bodies = fc.tuple(values, changes, fc.nat(60)).map(([json, change, place]) => change(utf8(json), place, json));

const statuses = mostly(
  fc.constantFrom(200, 200, 200, 202),
  3,
  fc.constantFrom(201, 203, 204, 205, 206, 207, 226, 299, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 418, 422, 425, 429, 451, 499, 500, 501, 502, 503, 504, 520, 599),
);

const headers = fc
  .tuple(
    fc.constantFrom('application/json', 'application/json', 'application/problem+json', 'text/html', 'application/json; charset=utf-16', 'image/png', 'x', ''),
    mostly(fc.constant(''), 2, fc.constantFrom('7', '0', '-1', '1.5', '1e9', 'Wed, 21 Oct 2015 07:28:00 GMT', 'Wed, 21 Oct 2099 07:28:00 GMT', 'soon', '9'.repeat(400), 'NaN', '0x10', ' 7 , 8')),
  )
  .map(([type, wait]): [string, string][] => [['content-type', type], ...(wait ? [['retry-after', wait] satisfies [string, string]] : [])]);

/** Answers of a backend: valid ones, and near misses. */
export const backendAnswers: fc.Arbitrary<BackendAnswer> = fc
  .tuple(statuses, headers, bodies)
  .map(([status, given, body]) => ({ status, headers: given, body: [204, 205, 304].includes(status) ? null : body }));
