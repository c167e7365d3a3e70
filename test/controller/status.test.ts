import { afterEach, describe, expect, test, vi } from 'vitest';
import { exchangeAnswers, json, linked, LINK, pending, problem, statusAnswers } from '../support/backend.js';
import { answers, press, reaches, seen, wiseLink } from '../support/element.js';
import { WiseWindow } from '../support/wise-window.js';
import { storeAttempt } from '../../src/attempt/stored-attempts.js';
import type { WiseLink } from '../../src/index.js';

const STATE = 'd'.repeat(43);
const LIFETIME = 30 * 60_000;

const element = (attributes: Record<string, string> = {}): Promise<WiseLink> => wiseLink({ 'status-url': '/api/wise/status', ...attributes });

/** Stores an attempt, as a page that was closed during the exchange would. */
function storeClosedAttempt(phase = 'exchanging', attemptId = 'a_1'): void {
  const url = `https://wise-sandbox.com/oauth/authorize/?${new URLSearchParams({
    client_id: 'bank', redirect_uri: `${location.origin}/wise-callback.html`, state: STATE,
  })}`;
  storeAttempt(STATE, { url, phase, attemptId, id: 'corr', page: '1', returnTo: '', expires: `${Date.now() + LIFETIME}` });
}

/** The events that the next element dispatches. */
function recordEvents(): string[] {
  const events: string[] = [];
  for (const name of ['change', 'success', 'error', 'exit']) {
    document.addEventListener(`wise-link-${name}`, (event) => {
      const reason = 'reason' in event ? ` ${String(event.reason)}` : '';
      events.push(name + reason);
    }, { signal: over.signal });
  }
  return events;
}

let over = new AbortController();
afterEach(() => {
  over.abort();
  over = new AbortController();
  vi.useRealTimers();
});

describe('a page that is opened', () => {
  test('shows an existing link, without a success event', async () => {
    const events = recordEvents();
    const calls = statusAnswers(json({ status: 'linked', link: LINK }));
    const made = await element();
    await reaches(made, 'linked');
    expect(made.link).toEqual(LINK);
    expect(seen(made).status).toBe('Your Wise account is connected.');
    expect(events).toEqual(['change before']);
    expect(calls).toHaveLength(1);
    expect([new URL(calls[0]?.url ?? '').search, calls[0]?.headers.get('x-wise-link')]).toEqual(['', '1']);
  });

  test('shows that the link has ended, and a new one can be made', async () => {
    const events = recordEvents();
    statusAnswers(json({ status: 'expired' }));
    exchangeAnswers(linked);
    const wise = new WiseWindow();
    const made = await element();
    await vi.waitFor(() => expect(seen(made).status).toBe('Your Wise account is no longer connected. Connect it again to keep using it here.'));
    expect([made.phase, events]).toEqual(['idle', ['change ended']]);
    press(made, 'launch');
    wise.answer('code=c');
    await reaches(made, 'linked');
    wise.remove();
  });

  test.each([
    ['there is no link', json({ status: 'none' })],
    ['an attempt is under way', json({ status: 'awaiting' })],
    ['the status is unknown', json({})],
    ['the backend does not answer', () => Response.error()],
    ['the customer is not logged in', problem('session_required', 401, { retryable: true })],
    ['the backend answers with a page', () => new Response('<html>')],
  ])('is idle without an event if %s', async (_, answer) => {
    const events = recordEvents();
    const calls = statusAnswers(answer);
    const made = await element();
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    expect([made.phase, events, seen(made).launch]).toEqual(['idle', [], 'Connect your Wise account']);
  });

  test('does not end an attempt that the customer has started meanwhile', async () => {
    let answers: (response: Response) => void = () => {};
    statusAnswers(() => new Promise((resolve) => (answers = resolve)));
    const wise = new WiseWindow();
    const made = await element();
    press(made, 'launch');
    answers(json({ status: 'linked', link: LINK })());
    await new Promise((resolve) => setTimeout(resolve));
    expect(made.phase).toBe('authorizing');
    wise.remove();
  });

  test('starts with the code field in that flow, if there is no link', async () => {
    statusAnswers(json({ status: 'none' }));
    const made = await element({ mode: 'email' });
    await reaches(made, 'awaiting-code');
  });

  test('D3 requests the status again if it was removed before the response', async () => {
    const calls = statusAnswers(() => new Promise(() => {}), json({ status: 'linked', link: LINK }));
    const made = await element();
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    made.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.body.append(made);
    await reaches(made, 'linked');
    expect(calls).toHaveLength(2);
    made.remove();
  });

  test('requests nothing without status-url', async () => {
    const calls = statusAnswers(json({ status: 'linked', link: LINK }));
    const made = await wiseLink();
    expect([made.phase, calls]).toEqual(['idle', []]);
  });
});

describe('a page that was closed during the exchange', () => {
  test.each<[string, () => Response, string, Record<string, unknown>]>([
    ['linked', json({ status: 'linked', link: LINK }), 'linked', { link: LINK }],
    ['G4 to be confirmed', json({ status: 'pending_confirmation', link: LINK }), 'confirming', {}],
    ['refused', json({ status: 'failed', problem: { code: 'identity_mismatch', retryable: false } }), 'failed', { error: { code: 'identity_mismatch' } }],
    ['expired', json({ status: 'expired' }), 'failed', { error: { code: 'attempt_expired' } }],
    ['never submitted', json({ status: 'awaiting' }), 'failed', { error: { code: 'outcome_unknown' } }],
    ['an unknown status', json({}), 'failed', { error: { code: 'outcome_unknown' } }],
  ])('X25 I7 shows the status on return: %s', async (_, answer, phase, members) => {
    storeClosedAttempt();
    const events = recordEvents();
    const calls = statusAnswers(answer);
    const exchanges = exchangeAnswers(linked);
    const made = await element();
    await vi.waitFor(() => expect(made.phase).toBe(phase));
    expect(made).toMatchObject(members);
    expect(calls.map(({ url }) => new URL(url).search)).toEqual(['?attempt=a_1']);
    expect(exchanges, 'the code is not stored').toEqual([]);
    expect(events[0], 'and meanwhile that it is requested').toBe('change undefined');
  });

  test('waits while the status is processing, and requests it again', async () => {
    storeClosedAttempt();
    const calls = statusAnswers(json({ status: 'processing', retryAfterSeconds: 1 }), json({ status: 'linked', link: LINK }));
    const made = await element();
    expect(seen(made).status).toBe('One moment. Keep this page open.');
    await reaches(made, 'linked');
    expect(calls).toHaveLength(2);
  });

  test('X4 requests the status again after a network failure', async () => {
    storeClosedAttempt();
    const calls = statusAnswers(() => Response.error(), json({ status: 'linked', link: LINK }));
    const made = await element();
    await reaches(made, 'linked');
    expect(calls).toHaveLength(2);
  });

  test('the confirmation has the id of the attempt', async () => {
    storeClosedAttempt();
    statusAnswers(json({ status: 'pending_confirmation', link: LINK }));
    const exchanges = exchangeAnswers(linked);
    const made = await element();
    await reaches(made, 'confirming');
    await answers(made, 'confirm');
    await reaches(made, 'linked');
    expect(exchanges.map(({ body }) => body)).toEqual([{ attemptId: 'a_1', confirm: true }]);
  });

  test('G1 a reload during the confirmation shows it again, also if the backend did not start the attempt', async () => {
    exchangeAnswers(pending, linked);
    statusAnswers(json({ status: 'none' }), json({ status: 'pending_confirmation', link: LINK }));
    const first = await element({ mode: 'email' });
    void first.open();
    first.submitCode('G2s8EJ');
    await reaches(first, 'confirming');
    first.remove();
    await new Promise((resolve) => setTimeout(resolve));
    const made = await element({ mode: 'email' });
    await reaches(made, 'confirming');
    expect(seen(made).hint).toBe('S••• J••• · personal profile •••5282');
  });

  test('the outcome is unknown for an attempt that the backend did not start', async () => {
    storeClosedAttempt('exchanging', '');
    statusAnswers(json({ status: 'linked', link: LINK }));
    const made = await element();
    expect(made.error).toMatchObject({ code: 'outcome_unknown', correlationId: 'corr' });
  });
});
