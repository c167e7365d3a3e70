import type { Rule } from './rule.js';

const everyCall = 'docs/backend.md#every-call';
const exchange = 'docs/backend.md#exchange-url';
const start = 'docs/backend.md#start-url';
const status = 'docs/backend.md#status-url';
const email = 'docs/backend.md#email-url';
const decisions = 'docs/backend.md#the-page-decides-nothing';
const person = 'docs/backend.md#the-same-person';
const setUp = 'docs/set-up.md#steps';

/** The sentences of the contract that the kit checks. */
export const RULES = {
  inTime: { sentence: 'Answer within 15 seconds, at the same URL: the element follows no redirect.', at: everyCall },
  session: { sentence: 'Answer `401 session_required` to a call without a session, before any other check.', at: everyCall },
  ownHeader: { sentence: 'Answer `403 csrf_failed` to a call without `X-Wise-Link: 1`, also at `status-url`.', at: everyCall },
  ownOrigin: { sentence: 'Answer `403 csrf_failed` to a call from a page of another origin.', at: everyCall },
  jsonOnly: { sentence: 'Answer `415 unsupported_media_type` to a body that is not `application/json`.', at: everyCall },
  size: { sentence: 'Answer `413 payload_too_large` to a body of more than 4 KiB.', at: everyCall },
  owner: { sentence: "Answer `404 attempt_not_found` to another customer's attempt, exactly as to one that does not exist.", at: everyCall },
  noSecrets: { sentence: 'Never send a token, a code, a date of birth, a full email address or a raw error of Wise.', at: everyCall },
  noStore: { sentence: 'Send `Cache-Control: no-store` with every answer.', at: everyCall },
  subject: { sentence: 'If an answer has a `subject`, it is the same in every answer to a customer, and different for every other customer.', at: everyCall },
  refusedFirst: { sentence: 'A call that you refuse must not reach Wise.', at: everyCall },
  started: { sentence: 'Answer 201 with `attemptId`, `state`, `authorizeUrl` and `ttlSeconds`.', at: start },
  startedTime: { sentence: '`ttlSeconds` is at most 1,800, because a code lasts 30 minutes at Wise.', at: start },
  once: { sentence: 'Send a code to Wise once, also if 20 requests with it arrive at the same moment.', at: exchange },
  replay: { sentence: 'Answer the same request with the same `Idempotency-Key` with the same bytes for 24 hours, and do not call Wise for it.', at: exchange },
  keyReused: { sentence: 'Answer another body with the same key with `422 idempotency_key_reused`.', at: exchange },
  ownKey: { sentence: 'A key belongs to one customer: never answer one customer with the answer of another.', at: exchange },
  state: { sentence: 'Answer `409 state_mismatch` to a code whose `state` is not that of its attempt, and do not call Wise.', at: exchange },
  lostAnswer: {
    sentence: 'If Wise accepted a code and its answer was lost, answer `502 outcome_unknown` with `retryable` false and `codeConsumed` true, to every replay too.',
    at: exchange,
  },
  expiredAttempt: { sentence: 'Answer `410 attempt_expired` to an attempt whose time is over, and do not call Wise.', at: exchange },
  expiredCode: { sentence: 'Answer `410 code_expired` if Wise refuses a code that was not typed.', at: exchange },
  postOnly: { sentence: 'Answer every method except `POST` with 405 and `Allow: POST`.', at: exchange },
  samePerson: { sentence: 'On a mismatch, delete the tokens, keep only the fact, and answer `409 identity_mismatch`.', at: person },
  noReason: { sentence: 'Do not say what differs, or an attacker could test a date of birth.', at: person },
  newValues: { sentence: 'So read only the fields that you need, and ignore profiles of a type that you do not know.', at: person },
  ownStatus: { sentence: 'Answer `none` for an unknown attempt, and for an attempt of another log-in.', at: status },
  refusedStatus: { sentence: 'An account that was refused never becomes a link here: the attempt is `failed`, without a `link`.', at: status },
  ownEmail: { sentence: "Send no email for another customer's attempt: answer `404 attempt_not_found`.", at: email },
  emailLimit: { sentence: 'Answer `429 rate_limited` with `retryAfterSeconds` to a request that comes too soon.', at: email },
  emailSent: { sentence: 'Send 202 with `sentTo`, `resendAfterSeconds` and `resendsLeft`.', at: email },
  masked: { sentence: 'Mask `sentTo` in your backend.', at: email },
  emailTime: { sentence: 'If you send `ttlSeconds`, it is how long from now a code can be submitted: more than 0, and at most 1,800.', at: email },
  confirmed: { sentence: 'Ask "is this you?" for every code that may have been typed, whatever `source` says.', at: decisions },
  attemptsLeft: { sentence: 'Send `attemptsLeft` with `422 code_invalid`.', at: decisions },
  fiveCodes: {
    sentence: 'After five refused codes the attempt is over: answer `429 too_many_attempts` or `410 attempt_expired`, and do not call Wise.',
    at: decisions,
  },
  usedCode: { sentence: 'A code that Wise accepted, or may have accepted, is refused for a day with `code_already_used`.', at: decisions },
  freeAgain: { sentence: 'A code that Wise refused, or never received, is free again.', at: decisions },
  redirectPage: { sentence: 'Put the redirect page at your redirect URI.', at: setUp },
  redirectHeaders: { sentence: 'Set the headers of the redirect page.', at: setUp },
  noOpenerPolicy: { sentence: 'Do not send `Cross-Origin-Opener-Policy`.', at: setUp },
  noReports: { sentence: 'Do not send any header that asks browsers for reports:', at: setUp },
  unchangedPage: { sentence: 'Exclude the redirect page from every tool that changes HTML: minifiers, script loaders, analytics, bot challenges.', at: 'docs/set-up.md#tools-that-rewrite-pages' },
} as const satisfies Readonly<Record<string, Rule>>;
