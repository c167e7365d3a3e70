// Fuzzes the answers of the backend.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ERRORS, LinkError } from '../../src/errors.js';
import { call } from '../../src/backend/call.js';
import type { Meaning } from '../../src/backend/next-step.js';
import { readAnswer, readProblem } from '../../src/backend/response.js';
import { backendAnswers, response, type BackendAnswer } from './backend-answer.js';
import { asRead, read } from './outcome.js';
import { patience, runs } from './runs.js';

const RUNS = runs('FUZZ_ANSWERS', 50_000);

const text = z.string().min(1);
const link = z.object({ displayName: text, profileType: z.enum(['personal', 'business']), profileRef: text });

/** The contract as a zod schema, independent of the source. */
const CONTRACT = {
  linked: z.object({ status: z.literal('linked'), link }),
  'confirmation-required': z.object({ status: z.literal('pending_confirmation'), attemptId: text, link }),
  discarded: z.object({ status: z.literal('discarded') }),
  processing: z.object({ status: z.literal('processing') }),
};

const POLLUTION = {
  status: 'linked', link: { displayName: 'E••• V•••', profileType: 'personal', profileRef: '•••6666' }, displayName: 'E••• V•••', profileType: 'personal',
  profileRef: '•••6666', attemptId: 'evil', code: 'identity_mismatch', retryable: true, attemptsLeft: 6, correlationId: 'evil', retryAfterSeconds: 66,
};

afterEach(() => vi.unstubAllGlobals());

test(`of ${RUNS.numRuns} answers, only a linked one counts as linked`, { timeout: patience(RUNS) }, async () => {
  const seen: Record<string, number> = {};
  let sent = new Response();
  vi.stubGlobal('fetch', async () => sent);
  vi.stubGlobal('addEventListener', () => undefined);
  await fc.assert(
    fc.asyncProperty(backendAnswers, fc.nat(15), async (answer, share) => {
      const value = parsed(answer);
      const expected = { value, kind: kindOf(value), status: answer.status };
      const meaning = meant(value, answer);
      const name = check(meaning, expected);
      seen[name] = (seen[name] ?? 0) + 1;
      // A polluted prototype must not change an answer. Rare, because each pollution slows the engine down.
      if (share === 0) assert.deepEqual(polluted(() => meant(value, answer)), meaning);
      // Only half of the runs, because constructing a Response is slow.
      if (share % 2) return;
      sent = response(answer);
      check(await called(), expected);
    }),
    RUNS,
  );
  for (const name of ['linked', 'confirmation-required', 'discarded', 'processing', 'nothing', 'identity_mismatch', 'backend_unavailable', 'session_required']) {
    expect((seen[name] ?? 0) / RUNS.numRuns, name).toBeGreaterThan(0.001);
  }
  expect((seen.linked ?? 0) / RUNS.numRuns).toBeGreaterThan(0.05);
});

/** The JSON in an answer, or undefined. */
function parsed({ body }: BackendAnswer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(Buffer.from(body ?? '', 'latin1')));
  } catch {
    return undefined;
  }
}

const isOk = (status: number): boolean => status >= 200 && status < 300;

/** Reads the answer as `call` and `exchange` do. */
function meant(value: unknown, { status, headers }: BackendAnswer): Meaning | LinkError {
  const wait = headers.find(([name]) => name === 'retry-after')?.[1];
  const { value: event, error } = read(() => (isOk(status) ? readAnswer(value) : readProblem(value, status, 'ours', wait)));
  return error ?? event;
}

/** The same through a `Response`. */
async function called(): Promise<Meaning | LinkError> {
  try {
    return readAnswer(await call({ url: '/api/wise/exchange', body: { code: 'c' }, extra: undefined, correlationId: 'ours', signal: new AbortController().signal }));
  } catch (cause) {
    return asRead(cause);
  }
}

/** Runs with a polluted Object.prototype. */
function polluted<T>(call: () => T): T {
  Object.assign(Object.prototype, POLLUTION);
  try {
    return call();
  } finally {
    for (const name of Object.keys(POLLUTION)) Reflect.deleteProperty(Object.prototype, name);
  }
}

function kindOf(value: unknown): string | undefined {
  return Object.entries(CONTRACT).find(([, schema]) => schema.safeParse(value).success)?.[0];
}

/** Checks the result, and returns its kind. */
function check(meaning: Meaning | LinkError, { value, kind, status }: { value: unknown; kind: string | undefined; status: number }): string {
  if (meaning instanceof LinkError) {
    assert(!isOk(status), 'an answer is treated as an error');
    return checkError(meaning);
  }
  assert(isOk(status), 'an error is treated as an answer');
  if (meaning === undefined) return 'nothing';
  if (typeof meaning === 'number') {
    assert.equal(kind, 'processing');
    assert(meaning > 0, `waits for ${meaning} s`);
    return 'processing';
  }
  assert.equal(meaning.type, kind);
  if (meaning.type === 'linked') assert.deepEqual(meaning, { type: 'linked', link: cut(CONTRACT.linked.parse(value).link), subject: '' });
  else if (meaning.type === 'confirmation-required') {
    const { attemptId, link: given } = CONTRACT['confirmation-required'].parse(value);
    assert.deepEqual(meaning, { type: 'confirmation-required', attemptId, link: cut(given) });
  } else assert.deepEqual(meaning, { type: 'discarded' });
  return meaning.type;
}

/** Checks that the link has only the contract's properties, with limited length. */
const cut = ({ displayName, profileType, profileRef }: z.infer<typeof link>): z.infer<typeof link> => ({
  displayName: displayName.slice(0, 99),
  profileType,
  profileRef: profileRef.slice(0, 99),
});

function checkError({ code, message, retryable, correlationId, attemptsLeft, retryAfter, cause }: LinkError): string {
  assert(Object.hasOwn(ERRORS, code), `code ${code}`);
  // The message for an answer that is not from the backend is a constant too.
  if (message !== code) assert.match(`${code}: ${message}`, /^(backend_unavailable|session_required): Not JSON: something in front of the backend has answered\?$/);
  assert.equal(typeof retryable, 'boolean');
  assert.match(correlationId, /^[\w.-]{1,99}$/);
  assert(attemptsLeft === undefined || attemptsLeft >= 0, `${attemptsLeft} tries left`);
  assert(retryAfter === undefined || (retryAfter >= 0 && retryAfter <= 86_400), `again after ${retryAfter} s`);
  assert.equal(cause, undefined);
  return code;
}
