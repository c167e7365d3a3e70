import { afterEach, describe, expect, test, vi } from 'vitest';
import { exchangeAnswers, json, linked, LINK, pending, problem, statusAnswers } from '../support/backend.js';
import { answers, press, reaches, seen, wiseLink } from '../support/element.js';
import { WiseWindow } from '../support/wise-window.js';
import { storeAttempt } from '../../src/attempt/stored-attempts.js';
import type { WiseLink } from '../../src/index.js';

const STATE = 'd'.repeat(43);
const AHEAD = 30 * 60_000;

const element = (attributes: Record<string, string> = {}): Promise<WiseLink> => wiseLink({ 'status-url': '/api/wise/status', ...attributes });

/** What a page left behind that was closed while its code was with the backend, for an attempt that the backend knows. */
function leftBehind(phase = 'exchanging', attemptId = 'a_1'): void {
  const url = `https://wise-sandbox.com/oauth/authorize/?${new URLSearchParams({
    client_id: 'bank', redirect_uri: `${location.origin}/wise-callback.html`, state: STATE,
  })}`;
  storeAttempt(STATE, { url, phase, attemptId, id: 'corr', page: '1', returnTo: '', expires: `${Date.now() + AHEAD}` });
}

/** The events that the next element dispatches. */
function told(): string[] {
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
  test('shows the link that the customer has, as no news', async () => {
    const events = told();
    const calls = statusAnswers(json({ status: 'linked', link: LINK }));
    const made = await element();
    await reaches(made, 'linked');
    expect(made.link).toEqual(LINK);
    expect(seen(made).status).toBe('Your Wise account is linked.');
    expect(events).toEqual(['change before']);
    expect(calls).toHaveLength(1);
    expect([new URL(calls[0]?.url ?? '').search, calls[0]?.headers.get('x-wise-link')]).toEqual(['', '1']);
  });

  test('says that the link has ended which the customer had, and a new one can be made', async () => {
    const events = told();
    statusAnswers(json({ status: 'expired' }));
    exchangeAnswers(linked);
    const wise = new WiseWindow();
    const made = await element();
    await vi.waitFor(() => expect(seen(made).status).toBe('Your link to Wise has ended. Connect again to go on using it.'));
    expect([made.phase, events]).toEqual(['idle', ['change ended']]);
    press(made, 'launch');
    wise.answer('code=c');
    await reaches(made, 'linked');
    wise.remove();
  });

  test.each([
    ['there is none', json({ status: 'none' })],
    ['somebody else is at it', json({ status: 'awaiting' })],
    ['the backend says nothing', json({})],
    ['the backend does not answer', () => Response.error()],
    ['the customer is not logged in', problem('session_required', 401, { retryable: true })],
    ['the backend answers with a page', () => new Response('<html>')],
  ])('begins at the beginning, and says nothing, where %s', async (_, answer) => {
    const events = told();
    const calls = statusAnswers(answer);
    const made = await element();
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    expect([made.phase, events, seen(made).launch]).toEqual(['idle', [], 'Connect your Wise account']);
  });

  test('does not take back what the customer has begun meanwhile', async () => {
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

  test('begins with the code field where that is the way, and there is no link', async () => {
    statusAnswers(json({ status: 'none' }));
    const made = await element({ mode: 'email' });
    await reaches(made, 'awaiting-code');
  });

  test('D3 asks again where it was taken out before it had the answer', async () => {
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

  test('without status-url asks nothing', async () => {
    const calls = statusAnswers(json({ status: 'linked', link: LINK }));
    const made = await wiseLink();
    expect([made.phase, calls]).toEqual(['idle', []]);
  });
});

describe('a page that was closed while its code was with the backend', () => {
  test.each<[string, () => Response, string, Record<string, unknown>]>([
    ['linked', json({ status: 'linked', link: LINK }), 'linked', { link: LINK }],
    ['G4 the question is shown', json({ status: 'pending_confirmation', link: LINK }), 'confirming', {}],
    ['refused', json({ status: 'failed', problem: { code: 'identity_mismatch', retryable: false } }), 'failed', { error: { code: 'identity_mismatch' } }],
    ['too late', json({ status: 'expired' }), 'failed', { error: { code: 'attempt_expired' } }],
    ['never came there', json({ status: 'awaiting' }), 'failed', { error: { code: 'outcome_unknown' } }],
    ['nothing that is known', json({}), 'failed', { error: { code: 'outcome_unknown' } }],
  ])('X25 I7 on return the status is shown: %s', async (_, answer, phase, members) => {
    leftBehind();
    const events = told();
    const calls = statusAnswers(answer);
    const exchanges = exchangeAnswers(linked);
    const made = await element();
    await vi.waitFor(() => expect(made.phase).toBe(phase));
    expect(made).toMatchObject(members);
    expect(calls.map(({ url }) => new URL(url).search)).toEqual(['?attempt=a_1']);
    expect(exchanges, 'the code is not there any more').toEqual([]);
    expect(events[0], 'and meanwhile that it is asked').toBe('change undefined');
  });

  test('it waits while the backend is at it, and asks again', async () => {
    leftBehind();
    const calls = statusAnswers(json({ status: 'processing', retryAfterSeconds: 1 }), json({ status: 'linked', link: LINK }));
    const made = await element();
    expect(seen(made).status).toBe('One moment. Please keep this page open.');
    await reaches(made, 'linked');
    expect(calls).toHaveLength(2);
  });

  test('X4 it asks again where the network fails', async () => {
    leftBehind();
    const calls = statusAnswers(() => Response.error(), json({ status: 'linked', link: LINK }));
    const made = await element();
    await reaches(made, 'linked');
    expect(calls).toHaveLength(2);
  });

  test('the question of the attempt is answered for the attempt', async () => {
    leftBehind();
    statusAnswers(json({ status: 'pending_confirmation', link: LINK }));
    const exchanges = exchangeAnswers(linked);
    const made = await element();
    await reaches(made, 'confirming');
    await answers(made, 'confirm');
    await reaches(made, 'linked');
    expect(exchanges.map(({ body }) => body)).toEqual([{ attemptId: 'a_1', confirm: true }]);
  });

  test('G1 a reload at "is this you?" asks it again, also of an attempt that the backend has not begun', async () => {
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

  test('nobody can be asked for an attempt that the backend has not begun: it says so', async () => {
    leftBehind('exchanging', '');
    statusAnswers(json({ status: 'linked', link: LINK }));
    const made = await element();
    expect(made.error).toMatchObject({ code: 'outcome_unknown', correlationId: 'corr' });
  });
});
