// Tests the email flow and the code field.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WiseLink } from '../../src/index.js';
import { emailAnswers, exchangeAnswers, json, linked, pending, problem, sent, sentAtOnce, startAnswers, statusAnswers } from '../support/backend.js';
import { audit, partOf, press, reaches, seen, type, wiseLink } from '../support/element.js';
import { late } from '../support/late.js';
import { WiseWindow } from '../support/wise-window.js';
import { storeAttempt, storedAttempts } from '../../src/attempt/stored-attempts.js';

const SENT = 'If there is a Wise account for s•••@e•••.com, Wise has emailed you a link. Open it to see a code, then enter the code here.';
const MINUTE = 60_000;
const NOON = new Date(2026, 10, 25, 12).getTime();

let over = new AbortController();
beforeEach(() => {
  over = new AbortController();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: NOON });
});
afterEach(() => {
  over.abort();
  vi.useRealTimers();
});

const flow = (attributes: Record<string, string> = {}): Promise<WiseLink> => wiseLink({ mode: 'email', 'email-url': '/api/wise/email', ...attributes });

/** An element whose email has been sent. */
async function mailed(attributes?: Record<string, string>): Promise<WiseLink> {
  const element = await flow(attributes);
  press(element, 'launch');
  await reaches(element, 'awaiting-code');
  return element;
}

/** Advances the time, most of it like in a hidden tab, where timers are late. */
async function passes(milliseconds: number, element: WiseLink): Promise<void> {
  const before = Math.max(0, milliseconds - 2000);
  late(before);
  await vi.advanceTimersByTimeAsync(milliseconds - before);
  await element.updateComplete;
}

async function enters(element: WiseLink, code = 'G2s8EJ'): Promise<void> {
  type(element, code);
  press(element, 'submit');
  await element.updateComplete;
}

/** Records the texts of the live regions, in order. */
function liveTexts(element: WiseLink): string[] {
  const texts: string[] = [];
  for (const region of element.shadowRoot?.querySelectorAll('[role=status], [role=alert]') ?? []) {
    const observer = new MutationObserver(() => region.textContent && texts.push(region.textContent));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    over.signal.addEventListener('abort', () => observer.disconnect());
  }
  return texts;
}

/** Lets the backend start the attempt. */
const begins = (ttlSeconds: number) =>
  startAnswers(() => {
    const state = 'b'.repeat(43);
    const query = new URLSearchParams({ client_id: 'bank', redirect_uri: `${location.origin}/wise-callback.html`, state });
    return json({ attemptId: 'a_1', state, authorizeUrl: `https://wise-sandbox.com/oauth/authorize/?${query}`, ttlSeconds }, 201)();
  });

describe('requesting the email', () => {
  test('E11 the next email can be requested after the cool-down, and the button counts down in steps of ten seconds', async () => {
    const calls = emailAnswers(sent);
    const element = await mailed();
    const button = partOf(element, 'email');
    const labels: (string | null)[] = [];
    const observer = new MutationObserver(() => labels.push(button.textContent));
    observer.observe(button, { childList: true, subtree: true });
    expect([button.textContent, button.ariaDisabled]).toEqual(['Send the email again in 60 seconds', 'true']);
    for (let second = 0; second < 60; second += 1) {
      button.click();
      element.resend();
      await passes(1000, element);
    }
    expect(calls).toHaveLength(1);
    observer.disconnect();
    await reaches(element, 'awaiting-code');
    expect(labels).toEqual([50, 40, 30, 20, 10].map((seconds) => `Send the email again in ${seconds} seconds`).concat('Send the email again'));
    expect(button.ariaDisabled).toBeNull();
    button.click();
    await reaches(element, 'requesting-email');
    await reaches(element, 'awaiting-code');
    expect(calls).toHaveLength(2);
    expect(button.textContent).toBe('Send the email again in 60 seconds');
  });

  test('E11 pressing the button keeps the focus, and announces nothing again', async () => {
    emailAnswers(sent);
    const element = await mailed();
    const texts = liveTexts(element);
    partOf(element, 'email').focus();
    press(element, 'email');
    await passes(25_000, element);
    expect(element.shadowRoot?.activeElement).toBe(partOf(element, 'email'));
    expect(texts).toEqual([]);
  });

  test('E11 T4 tabs share the cool-down, and it survives a reload', async () => {
    emailAnswers(sent);
    const element = await mailed();
    // All tabs read the same storage. Removing the element has the same effect as a reload.
    const other = await wiseLink({ mode: 'email', 'email-url': '/api/wise/email' });
    press(other, 'launch');
    await reaches(other, 'awaiting-code');
    await passes(20_500, other);
    expect([seen(element).email, seen(other).email]).toEqual(['Send the email again in 40 seconds', 'Send the email again in 40 seconds']);
    element.remove();
    await passes(1000, other);
    const next = await flow();
    expect([next.phase, seen(next).email]).toEqual(['awaiting-code', 'Send the email again in 40 seconds']);
  });

  test('E11 a customer who requests too early, as in another tab, sees the cool-down, and can enter the code of the first email', async () => {
    emailAnswers(problem('rate_limited', 429, { retryable: true, retryAfterSeconds: 42 }));
    exchangeAnswers(pending);
    const element = await mailed();
    expect(seen(element)).toMatchObject({
      error: 'Too many attempts in a short time.',
      email: 'Send the email again in 50 seconds',
    });
    expect(partOf(element, 'input').ariaInvalid).toBe('false');
    await enters(element);
    await reaches(element, 'confirming');
  });

  // Either the button or the error shows the time, never both or neither.
  test.each([
    [600, '', 'Send the email again in 10 minutes'],
    [601, ' You can try again in 11 minutes.', 'Send the email again'],
    [8 * 3600, ' You can try again in 8 hours.', 'Send the email again'],
  ])('E11 a cool-down of %i seconds is shown once', async (retryAfterSeconds, wait, email) => {
    emailAnswers(problem('rate_limited', 429, { retryable: true, retryAfterSeconds }));
    const element = await mailed();
    expect(seen(element)).toMatchObject({ error: `Too many attempts in a short time.${wait}`, email });
  });

  test.each([
    ['Q6 junk', 'soon'],
    ['Q6 a time in a thousand years', `${NOON + 1000 * 365 * 86_400_000}`],
    ['a time in the past', `${NOON - 1}`],
    ['Q6 five megabytes', '9'.repeat(4_000_000)],
  ])('%s in place of the stored cool-down is ignored and removed', async (_, text) => {
    emailAnswers(sentAtOnce);
    const element = await mailed();
    const name = 'wise-link:email https://wise-sandbox.com/oauth/authorize/ bank';
    localStorage.setItem(name, text);
    await passes(1000, element);
    expect(seen(element).email).toBe('Send the email again');
    expect(localStorage.getItem(name)).toBeNull();
  });

  test.each(['getItem', 'setItem', 'all methods'])('Q1 Q2 without storage (%s) only the backend limits the requests', async (lacking) => {
    const refuse = (): never => {
      throw new DOMException('', 'SecurityError');
    };
    if (lacking === 'all methods') vi.spyOn(window, 'localStorage', 'get').mockImplementation(refuse);
    else vi.spyOn(Storage.prototype, lacking as 'getItem' | 'setItem').mockImplementation(refuse);
    const calls = emailAnswers(sent, problem('rate_limited', 429, { retryable: true, retryAfterSeconds: 42 }));
    exchangeAnswers(pending);
    const element = await mailed();
    if (lacking !== 'getItem') {
      press(element, 'email');
      await reaches(element, 'requesting-email');
      await reaches(element, 'awaiting-code');
      expect(calls).toHaveLength(2);
    }
    expect(seen(element)).toMatchObject(lacking === 'getItem' ? { status: SENT } : { error: 'Too many attempts in a short time.' });
    await enters(element);
    await reaches(element, 'confirming');
  });

  test('nothing stays in storage when the account is linked', async () => {
    emailAnswers(sent);
    exchangeAnswers(linked);
    const element = await mailed();
    await enters(element);
    await reaches(element, 'linked');
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
  });

  test('E13 E14 the card shows the masked address, mentions the need for a Wise account, and has no address field', async () => {
    emailAnswers(sent);
    exchangeAnswers(pending);
    const element = await flow();
    const inputs = (): string[] => [...(element.shadowRoot?.querySelectorAll('input') ?? [])].map(({ type: kind, part }) => `${kind} ${part.value}`);
    expect([seen(element).status, inputs()]).toEqual([
      'Wise will email you a link, at the address we have for you. Open it to see a code, then enter the code here.',
      ['text input'],
    ]);
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
    expect([seen(element).status, inputs()]).toEqual([SENT, ['text input']]);
    await enters(element);
    await reaches(element, 'confirming');
    expect(element.shadowRoot?.textContent).not.toMatch(/[^•]@|@[^e]/);
  });
});

describe('switching the flow', () => {
  let wise: WiseWindow;
  beforeEach(() => {
    wise = new WiseWindow();
  });
  afterEach(() => wise.remove());

  /** Switches from the popup flow to the code field. */
  async function instead(): Promise<WiseLink> {
    const element = await wiseLink({ 'email-url': '/api/wise/email' });
    press(element, 'launch');
    wise.vanish();
    await vi.advanceTimersByTimeAsync(2500);
    await element.updateComplete;
    press(element, 'email');
    await reaches(element, 'awaiting-code');
    return element;
  }

  test('E17 from the window to the email: the window is closed, and its response is ignored', async () => {
    emailAnswers(sent);
    const calls = exchangeAnswers(linked);
    const element = await instead();
    expect(wise.proxy.close).toHaveBeenCalledOnce();
    wise.answer('code=late');
    await passes(1000, element);
    expect([element.phase, calls]).toEqual(['awaiting-code', []]);
  });

  test('E17 and back to the window, for the same attempt: a partly typed code is discarded', async () => {
    emailAnswers(sent);
    const calls = exchangeAnswers(linked);
    const element = await instead();
    const { state } = wise;
    type(element, 'G2s');
    const button = partOf(element, 'instead');
    expect(button.textContent).toBe('Log in to Wise instead');
    await expect.element(button).toHaveAccessibleName('Log in to Wise instead (opens a new window)');
    button.click();
    expect([element.phase, wise.state]).toEqual(['authorizing', state]);
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(calls.map(({ body }) => body)).toMatchObject([{ code: 'c', state, source: 'redirect' }]);
    expect(element.shadowRoot?.querySelector('input')?.value).toBe('');
  });

  test('is not offered if the partner sets the email mode', async () => {
    emailAnswers(sent);
    const element = await mailed();
    expect(Object.keys(seen(element))).not.toContain('instead');
  });
});

describe('the code', () => {
  test('E6 a text of any length is kept unchanged', async () => {
    emailAnswers(sent);
    const element = await mailed();
    const input = partOf(element, 'input') as HTMLInputElement;
    input.focus();
    document.execCommand('insertText', false, 'x'.repeat(5000));
    expect(input.value).toHaveLength(5000);
    press(element, 'submit');
    await element.updateComplete;
    expect([input.value.length, input.selectionStart, input.selectionEnd]).toEqual([5000, 0, 5000]);
    expect(seen(element).error).toBe('That does not look like a code. Enter only the short code Wise shows you, without spaces.');
  });

  test('E5 Escape and Enter are ignored during a composition', async () => {
    emailAnswers(sent);
    const calls = exchangeAnswers(pending);
    const element = await mailed();
    type(element, 'G2s8EJ');
    for (const key of ['Escape', 'Enter']) {
      partOf(element, 'input').dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, composed: true }));
    }
    expect([element.phase, calls]).toEqual(['awaiting-code', []]);
  });

  test.each([[4, 'You have 4 attempts left.'], [1, 'You have one attempt left.']])('E8 shows that %i tries are left', async (attemptsLeft, words) => {
    emailAnswers(sent);
    exchangeAnswers(problem('code_invalid', 422, { attemptsLeft }));
    const element = await mailed();
    await enters(element, 'WRONGX');
    await reaches(element, 'exchanging');
    await reaches(element, 'awaiting-code');
    expect(seen(element).error).toBe(`The code is not correct. Check capital and small letters, and look-alikes such as O and 0. ${words}`);
  });

  test.each([
    ['the way of the partner', 'email', 'launch', 'Send me the email'],
    ['one way beside others', 'popup', 'email', 'Get a code by email'],
  ])('E9 without tries, if the email is %s, a new one is offered', async (_, mode, button, label) => {
    emailAnswers(sentAtOnce);
    exchangeAnswers(problem('too_many_attempts', 429, { retryAfterSeconds: 60 }));
    const element = await flow({ mode });
    void element.open({ mode: 'email' });
    await reaches(element, 'awaiting-code');
    await enters(element, 'WRONGX');
    await reaches(element, 'failed');
    expect(seen(element)).toMatchObject({
      error: 'Too many attempts. Contact us if you need help. You can try again in 60 seconds.',
      [button]: label,
    });
    expect(element.shadowRoot?.querySelector('input')?.value).toBe('');
    press(element, button);
    await reaches(element, 'awaiting-code');
  });

  test('E15 the code is removed from the field when the element is removed', async () => {
    emailAnswers(sent);
    const element = await mailed();
    type(element, 'G2s8EJ');
    element.remove();
    await passes(0, element);
    expect(element.shadowRoot?.querySelector('input')?.value).toBe('');
  });

  test('E18 a reload keeps the field, empty, with its time limit and cool-down, and a code then links', async () => {
    emailAnswers(sent);
    const calls = exchangeAnswers(linked);
    const element = await mailed();
    type(element, 'G2s8EJ');
    const { time } = seen(element);
    element.remove();
    await passes(5 * MINUTE, element);
    for (const [state, stored] of storedAttempts()) storeAttempt(state, { ...stored, page: '1' }); // as if this were another page
    const next = await flow();
    expect(seen(next)).toMatchObject({ status: 'Enter the code that Wise showed you.', input: '', time });
    expect((partOf(next, 'input') as HTMLInputElement).value).toBe('');
    await enters(next);
    await reaches(next, 'linked');
    expect(calls).toHaveLength(1);
  });

  test.each([
    ['attempt_not_found', 404, 'We could not connect your account. Start again.'],
    ['state_mismatch', 409, 'We could not match Wise’s reply to your request. Start again.'],
  ])('E19 a code that was typed on another page: the backend decides (%s), and the card shows the error', async (code, status, words) => {
    emailAnswers(sent);
    exchangeAnswers(problem(code, status));
    const element = await mailed();
    await enters(element);
    await reaches(element, 'failed');
    expect(seen(element)).toMatchObject({ error: words, launch: 'Send me the email' });
  });
});

describe('the time', () => {
  test('A10 is shown as a time of day, and announced twice before its end', async () => {
    emailAnswers(sent);
    const element = await mailed();
    const texts = liveTexts(element);
    const reasons: (string | undefined)[] = [];
    element.addEventListener('wise-link-change', ({ reason }) => reasons.push(reason));
    expect(seen(element).time).toBe('You can enter it until 12:30 PM.');
    await passes(24 * MINUTE, element);
    expect([texts, reasons]).toEqual([[], []]);
    await passes(1.5 * MINUTE, element);
    expect(texts.splice(0)).toEqual(['You have less than 5 minutes to enter the code.']);
    expect(seen(element)).toMatchObject({ status: SENT, notice: 'You have less than 5 minutes to enter the code.' });
    await passes(4 * MINUTE, element);
    expect(texts.splice(0)).toEqual(['You have less than 1 minute to enter the code.']);
    expect(reasons.splice(0)).toEqual(['ending', 'ending']);
    await passes(2 * MINUTE, element);
    await reaches(element, 'failed');
    expect(texts).toEqual(['The code has expired or has already been used. Start again.']);
    expect(reasons).toEqual(['attempt_expired']);
  });

  test.each(['input', 'cancel'] as const)('a reminder leaves the focus on the %s, and a half-typed code as it is', async (name) => {
    emailAnswers(sent);
    const element = await mailed();
    type(element, 'G2s');
    const input = partOf(element, 'input') as HTMLInputElement;
    partOf(element, name).focus();
    input.setSelectionRange(3, 3);
    await passes(25.5 * MINUTE, element);
    expect(seen(element).notice).toBe('You have less than 5 minutes to enter the code.');
    expect(element.shadowRoot?.activeElement).toBe(partOf(element, name));
    expect([input.value, input.selectionStart, input.selectionEnd]).toEqual(['G2s', 3, 3]);
    element.remove();
  });

  test('A1 near its end, with a cool-down and a wrong code, an audit finds no error', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOON });
    emailAnswers(sent);
    exchangeAnswers(problem('code_invalid', 422, { attemptsLeft: 1 }));
    const element = await mailed();
    vi.setSystemTime(NOON + 29.5 * MINUTE);
    await vi.waitFor(() => expect(seen(element).notice).toContain('less than 1 minute'));
    await enters(element, 'WRONGX');
    await reaches(element, 'exchanging');
    await reaches(element, 'awaiting-code');
    await audit(element);
  });

  test('E10 E8 a wrong code near the end does not hide the time', async () => {
    emailAnswers(sent);
    exchangeAnswers(problem('code_invalid', 422, { attemptsLeft: 4 }));
    const element = await mailed();
    await passes(26 * MINUTE, element);
    await enters(element, 'WRONGX');
    await reaches(element, 'exchanging');
    await reaches(element, 'awaiting-code');
    await passes(10, element);
    expect(seen(element)).toMatchObject({ notice: 'You have less than 5 minutes to enter the code.' });
    await passes(3.5 * MINUTE, element);
    expect(seen(element)).toMatchObject({ notice: 'You have less than 1 minute to enter the code.' });
    expect(seen(element).error).toContain('The code is not correct.');
  });

  test('E10 ends while the customer types: it is announced, the text is removed, and a new email is offered', async () => {
    emailAnswers(sent);
    const element = await mailed();
    partOf(element, 'input').focus();
    type(element, 'G2s');
    await passes(31 * MINUTE, element);
    await reaches(element, 'failed');
    expect(seen(element)).toMatchObject({ error: 'The code has expired or has already been used. Start again.', launch: 'Send me the email' });
    expect(element.shadowRoot?.querySelector('input')?.value).toBe('');
    expect(element.shadowRoot?.activeElement).toBe(element.shadowRoot?.querySelector('form'));
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
  });

  test('A10 E12 another email extends it, and the backend decides about a code from the first one', async () => {
    emailAnswers(sentAtOnce);
    const calls = exchangeAnswers(linked);
    const element = await mailed();
    await passes(26 * MINUTE, element);
    press(element, 'email');
    await reaches(element, 'requesting-email');
    await reaches(element, 'awaiting-code');
    expect(seen(element)).toMatchObject({ status: SENT, time: 'You can enter it until 12:56 PM.' });
    await passes(20 * MINUTE, element);
    await enters(element, 'OLDONE');
    await reaches(element, 'linked');
    expect(calls.map(({ body }) => body)).toMatchObject([{ code: 'OLDONE', source: 'typed' }]);
  });

  test('is set by the backend, if the backend started the attempt', async () => {
    begins(600);
    emailAnswers(sentAtOnce, json({ sentTo: 's•••@e•••.com', resendAfterSeconds: 0, resendsLeft: 3, ttlSeconds: 1200 }, 202));
    const element = await mailed({ 'start-url': '/api/wise/start' });
    expect(seen(element).time).toBe('You can enter it until 12:10 PM.');
    press(element, 'email');
    await reaches(element, 'requesting-email');
    await reaches(element, 'awaiting-code');
    expect(seen(element).time).toBe('You can enter it until 12:20 PM.');
  });

  test.each([
    ['a day', 1e9],
    ['zero', 0],
    ['a negative number', -1],
    ['a word', 'soon'],
  ])('is half an hour at most if the backend sends %s', async (_, ttlSeconds) => {
    emailAnswers(json({ sentTo: 's•••@e•••.com', resendAfterSeconds: 0, ttlSeconds }, 202));
    const element = await mailed();
    await passes(29 * MINUTE, element);
    expect(element.phase).toBe('awaiting-code');
    await passes(2 * MINUTE, element);
    expect(element.phase).toBe('failed');
  });

  test('X26 a clock that is set a day forward does not end an open attempt', async () => {
    begins(1800);
    emailAnswers(sentAtOnce);
    const statuses = statusAnswers(json({ status: 'none' }), json({ status: 'awaiting', ttlSeconds: 1080 }), json({ status: 'expired' }));
    const element = await mailed({ 'start-url': '/api/wise/start', 'status-url': '/api/wise/status' });
    type(element, 'G2s');
    await passes(12 * MINUTE, element);
    vi.setSystemTime(NOON + 24 * 60 * MINUTE);
    await vi.advanceTimersByTimeAsync(3000);
    await vi.waitFor(() => expect(statuses).toHaveLength(2));
    await vi.waitFor(() => expect(seen(element).time).toBe('You can enter it until 12:18 PM.'));
    expect([element.phase, (partOf(element, 'input') as HTMLInputElement).value]).toEqual(['awaiting-code', 'G2s']);
    await passes(19 * MINUTE, element);
    await reaches(element, 'failed');
    expect([element.error?.code, statuses.length]).toEqual(['attempt_expired', 3]);
  });

  test('G7 a machine that slept for a night ends the attempt, without a status endpoint', async () => {
    emailAnswers(sentAtOnce);
    const element = await mailed();
    vi.setSystemTime(NOON + 480 * MINUTE);
    await vi.advanceTimersByTimeAsync(3000);
    await reaches(element, 'failed');
    expect(element.error?.code).toBe('attempt_expired');
  });

  test('X26 a clock that is set back does not extend it', async () => {
    emailAnswers(sent);
    const element = await mailed();
    vi.setSystemTime(NOON - 60 * MINUTE);
    await passes(1000, element);
    expect(seen(element)).toMatchObject({ time: 'You can enter it until 11:30 AM.', email: 'Send the email again in 60 seconds' });
    await passes(31 * MINUTE, element);
    await reaches(element, 'failed');
  });
});
