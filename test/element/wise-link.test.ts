// Tests the element: flows, errors, configuration and accessibility.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixture, html } from '@open-wc/testing';
import type { Answer, WiseLink } from '../../src/index.js';
import { down, emailAnswers, exchangeAnswers, json, linked, LINK, pending, problem, sent, sentAtOnce } from '../support/backend.js';
import { answers, canAnswer, audit, partOf, press, reaches, seen, type, wiseLink } from '../support/element.js';
import { WiseWindow } from '../support/wise-window.js';

/** The text of the card after linking. */
const NEXT = 'You can disconnect at any time in your Wise settings.';

let wise: WiseWindow;

beforeEach(() => {
  wise = new WiseWindow();
});
afterEach(() => {
  vi.useRealTimers();
  wise.remove();
});

/** The text of the card after an email was sent. */
const SENT = 'If there is a Wise account for s•••@e•••.com, Wise has emailed you a link. Open it to see a code, then enter the code here.';

/** Records the names of the events, in order. */
function recordEvents(element: WiseLink): string[] {
  const names: string[] = [];
  for (const name of ['change', 'success', 'error', 'exit', 'navigate'] as const) {
    element.addEventListener(`wise-link-${name}`, (event) => {
      names.push(event.type === 'wise-link-change' && 'phase' in event ? `change ${String(event.phase)}` : name);
    });
  }
  return names;
}

/** An element that received a code from the popup and submits it. */
async function withCode(attributes?: Record<string, string>): Promise<WiseLink> {
  const element = await wiseLink(attributes);
  press(element, 'launch');
  wise.answer('code=G2s8EJ&profileId=9007199254740993');
  return element;
}

/** An element with the code field. */
const awaiting = (attributes: Record<string, string> = {}): Promise<WiseLink> => wiseLink({ mode: 'email', ...attributes });

/** An element with a submitted typed code. */
async function withTyped(text: string, attributes?: Record<string, string>): Promise<WiseLink> {
  const element = await awaiting(attributes);
  type(element, text);
  press(element, 'submit');
  return element;
}

describe('the popup flow', () => {
  test('links, and submits the code once, according to the contract', async () => {
    const calls = exchangeAnswers(linked);
    const element = await wiseLink();
    const names = recordEvents(element);
    press(element, 'launch');
    await element.updateComplete;
    expect(seen(element)).toMatchObject({ status: 'Continue in the Wise window. This page will update when you have finished.' });
    const { state } = wise;
    wise.answer('code=G2s8EJ&profileId=9007199254740993');
    await reaches(element, 'linked');
    expect(seen(element)).toEqual({ status: 'Your Wise account is connected.', hint: 'S••• J••• · personal profile •••5282', next: NEXT });
    expect(calls.map(({ body }) => body)).toEqual([
      { state, code: 'G2s8EJ', profileId: '9007199254740993', source: 'redirect', redirectUri: `${location.origin}/wise-callback.html` },
    ]);
    expect(names).toEqual(['navigate', 'change authorizing', 'change exchanging', 'change linked', 'success']);
    expect(element.link).toEqual(LINK);
  });

  test('L1 the window opens during the click', async () => {
    const element = await wiseLink();
    press(element, 'launch');
    expect(wise.opened).toHaveBeenCalledOnce();
  });

  test('L2 open() in the partner’s click handler opens the window before it returns, and resolves to the link', async () => {
    exchangeAnswers(linked);
    const element = await wiseLink();
    const link = element.open();
    expect(wise.opened).toHaveBeenCalledOnce();
    wise.answer('code=c');
    expect(await link).toEqual(LINK);
  });

  test('L16 ten clicks open one window, and bring it to the front', async () => {
    const element = await wiseLink();
    for (let click = 0; click < 10; click += 1) press(element, 'launch');
    expect(wise.opened).toHaveBeenCalledOnce();
    expect(wise.proxy.focus).toHaveBeenCalledTimes(9);
  });

  test('L3 a blocked window is explained, and the same attempt can be opened again', async () => {
    exchangeAnswers(linked);
    wise.opened.mockImplementationOnce(() => null);
    const element = await wiseLink();
    press(element, 'launch');
    const { state } = wise;
    await vi.waitFor(() => expect(seen(element).status).toMatch(/^Your browser blocked the Wise window/));
    expect(Object.keys(seen(element))).toEqual(['status', 'link', 'continue-here', 'cancel', 'copy']);
    wise.answer('code=c', state);
    await reaches(element, 'linked');
  });

  test('P12 a closed window shows a question, and a late code still links', async () => {
    exchangeAnswers(linked);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const element = await wiseLink();
    press(element, 'launch');
    wise.vanish();
    await vi.advanceTimersByTimeAsync(2000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(seen(element).status).toMatch(/^Did you close the Wise window\?/));
    wise.answer('code=late');
    await reaches(element, 'linked');
  });

  test('P16 cancel closes the window, ends the attempt once, and a late code is ignored', async () => {
    const calls = exchangeAnswers(linked);
    const element = await wiseLink();
    const names = recordEvents(element);
    press(element, 'launch');
    await element.updateComplete;
    press(element, 'cancel');
    wise.answer('code=late');
    await element.updateComplete;
    expect(wise.proxy.close).toHaveBeenCalled();
    expect(names).toEqual(['navigate', 'change authorizing', 'change idle', 'exit']);
    expect(calls).toEqual([]);
  });

  test('Escape cancels', async () => {
    const element = await wiseLink();
    press(element, 'launch');
    await element.updateComplete;
    partOf(element, 'launch').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    expect(element.phase).toBe('idle');
  });

  test('a customer who declines sees what happened, and can start again', async () => {
    const element = await wiseLink();
    const left = element.open().catch((event: unknown) => event);
    wise.answer('error=access_denied&error_description=User+denied+access');
    expect(await left).toMatchObject({ type: 'wise-link-exit', reason: 'declined' });
    await element.updateComplete;
    expect(seen(element)).toEqual({ status: 'You did not give access. No account was connected.', launch: 'Connect your Wise account' });
    const { state } = wise;
    press(element, 'launch');
    expect(wise.state).not.toBe(state);
  });

  test('P15 the attempt ends when a code would expire', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const element = await wiseLink();
    press(element, 'launch');
    vi.advanceTimersByTime(30 * 60_000);
    await vi.advanceTimersByTimeAsync(1000);
    await reaches(element, 'failed');
    expect(element.error).toMatchObject({ code: 'attempt_expired' });
    expect(wise.proxy.close).toHaveBeenCalled();
  });

  test('C7 an invalid response ends the attempt, and the customer can start again', async () => {
    const calls = exchangeAnswers(linked);
    const element = await wiseLink();
    press(element, 'launch');
    wise.answer('code=c&error=access_denied');
    await reaches(element, 'failed');
    expect(element.error).toMatchObject({ code: 'authorization_failed' });
    expect(partOf(element, 'launch').textContent).toBe('Start again');
    expect(calls).toEqual([]);
  });
});

describe('the typed code', () => {
  test('asks "is this you?" and links on yes', async () => {
    const calls = exchangeAnswers(pending, linked);
    const element = await withTyped('  G2s8EJ\n');
    await reaches(element, 'confirming');
    expect(seen(element)).toEqual({
      status: 'Is this your Wise account?', hint: 'S••• J••• · personal profile •••5282',
      confirm: 'Yes, connect it', decline: 'No, it is not mine',
    });
    await answers(element, 'confirm');
    await reaches(element, 'linked');
    expect(calls.map(({ body }) => body)).toEqual([
      { state: expect.stringMatching(/^[\w-]{43}$/), code: 'G2s8EJ', source: 'typed', redirectUri: `${location.origin}/wise-callback.html` },
      { attemptId: 'a_1', confirm: true },
    ]);
  });

  test.each([
    ['the button', (element: WiseLink) => answers(element, 'decline')],
    ['cancel()', async (element: WiseLink) => element.cancel()],
  ])('declines with %s, and nothing is linked', async (_, decline) => {
    const calls = exchangeAnswers(pending, json({ status: 'discarded' }));
    const element = await withTyped('G2s8EJ');
    await reaches(element, 'confirming');
    const names = recordEvents(element);
    await decline(element);
    await reaches(element, 'idle');
    expect(calls[1]?.body).toEqual({ attemptId: 'a_1', confirm: false });
    expect(names).toEqual(['change exchanging', 'change idle', 'exit']);
    expect(seen(element).status).toBe('No account was connected.');
  });

  test('E8 a wrong code stays in the field, selected, with the number of tries; the next code has another key', async () => {
    const calls = exchangeAnswers(problem('code_invalid', 422, { attemptsLeft: 3 }), pending);
    const element = await awaiting();
    partOf(element, 'input').focus();
    type(element, 'WRONGX');
    press(element, 'submit');
    await reaches(element, 'exchanging');
    await reaches(element, 'awaiting-code');
    const input = partOf(element, 'input') as HTMLInputElement;
    expect(seen(element).error).toBe('The code is not correct. Check capital and small letters, and look-alikes such as O and 0. You have 3 attempts left.');
    expect([input.value, input.selectionStart, input.selectionEnd, input.ariaInvalid]).toEqual(['WRONGX', 0, 6, 'true']);
    expect(element.shadowRoot?.activeElement).toBe(input);
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'confirming');
    const [first, second] = calls.map(({ headers }) => headers.get('idempotency-key'));
    expect(first).not.toBe(second);
  });

  test('E8 the same wrong code is sent again with the same key, so that it costs no further try', async () => {
    const calls = exchangeAnswers(problem('code_invalid', 422, { attemptsLeft: 3 }));
    const element = await awaiting();
    for (const code of ['WRONGX', 'WRONGX', ' WRONGX ', 'WRONGY', 'WRONGX']) {
      type(element, code);
      press(element, 'submit');
      await reaches(element, 'exchanging');
      await reaches(element, 'awaiting-code');
    }
    const keys = calls.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys.map((key) => keys.indexOf(key))).toEqual([0, 0, 0, 3, 4]);
  });

  test.each([
    ['E3 a link', 'https://bank.example/cb?code=G2s8EJ', 'This is a link. Enter only the short code Wise shows you, and never share the link with anyone.'],
    ['E3 a part of a link', 'code=G2s8EJ', 'This is a link. Enter only the short code Wise shows you, and never share the link with anyone.'],
    ['E2 a look-alike', 'G2s8ЕJ', '“Е” cannot be part of a Wise code, even if it looks right. Change your keyboard language, then type the code.'],
    ['E2 several look-alikes, and a full-width letter, which is allowed', 'Ｇ2ѕ8ЕЈ', '“ѕ Е Ј” cannot be part of a Wise code, even if it looks right. Change your keyboard language, then type the code.'],
    ['an empty text', '', 'Enter the code that Wise showed you.'],
    ['only spaces', ' \u200b', 'Enter the code that Wise showed you.'],
    ['E5 two lines', 'G2s8EJ\u2028ABCDEF', 'This is more than one line. Enter only one code.'],
  ])('%s is not sent, stays unchanged, and is explained', async (_, text, words) => {
    const calls = exchangeAnswers(linked);
    const element = await withTyped(text);
    await element.updateComplete;
    const input = partOf(element, 'input') as HTMLInputElement;
    expect(seen(element).error).toBe(words);
    expect([input.value, input.ariaInvalid]).toEqual([text, 'true']);
    expect(calls).toEqual([]);
  });

  test.each(['G2s 8EJ', 'G2s8EJ.', 'Ｇ２ｓ８ＥＪ'])('E5 %s is sent as G2s8EJ', async (text) => {
    const calls = exchangeAnswers(pending);
    const element = await withTyped(text);
    await reaches(element, 'confirming');
    expect(calls[0]?.body).toMatchObject({ code: 'G2s8EJ', source: 'typed' });
  });

  test('E7 Enter submits, and pressing it twice submits once', async () => {
    const calls = exchangeAnswers(pending);
    const element = await awaiting();
    type(element, 'G2s8EJ');
    const form = partOf(element, 'input').closest('form');
    form?.requestSubmit();
    form?.requestSubmit();
    await reaches(element, 'confirming');
    expect(calls.filter(({ body }) => body instanceof Object && 'code' in body)).toHaveLength(1);
  });

  test('E4 the field accepts any code: no length limit, no numeric keyboard, no automatic submission', async () => {
    const element = await awaiting();
    const input = partOf(element, 'input') as HTMLInputElement;
    // Firefox does not support one-time-code, so its property `autocomplete` would be empty.
    expect([input.getAttribute('autocomplete'), input.autocapitalize, input.spellcheck, input.maxLength, input.inputMode]).toEqual(['one-time-code', 'none', false, -1, '']);
    type(element, 'G2s8EJ');
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await element.updateComplete;
    expect(element.phase).toBe('awaiting-code');
  });

  test('E15 the code is removed from the field at the end', async () => {
    exchangeAnswers(linked);
    const element = await withTyped('G2s8EJ');
    await reaches(element, 'linked');
    expect(element.shadowRoot?.querySelector('input')?.value).toBe('');
  });

  test('with email-url the email is requested first, its address is shown, and it can be sent again', async () => {
    const calls = emailAnswers(sentAtOnce);
    const element = await wiseLink({ mode: 'email', 'email-url': '/api/wise/email' });
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
    expect(seen(element).status).toBe(SENT);
    press(element, 'email');
    await reaches(element, 'requesting-email');
    await reaches(element, 'awaiting-code');
    expect(calls.map(({ body }) => body)).toEqual([{}, {}]);
  });

  test('an email that cannot be sent is an error, and the customer can try again', async () => {
    emailAnswers(problem('wise_unavailable', 503, { retryable: true }), sent);
    const element = await wiseLink({ mode: 'email', 'email-url': '/api/wise/email' });
    press(element, 'launch');
    await reaches(element, 'failed');
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
  });
});

describe('responses of the backend', () => {
  test.each([
    ['identity_mismatch', 409, 'We could not confirm that this account is yours. Use another account, or contact us.', 'Use another account'],
    ['already_linked_elsewhere', 409, 'We could not confirm that this account is yours. Use another account, or contact us.', 'Use another account'],
    ['profile_missing', 409, 'Complete your profile at Wise, then start again.', 'Start again'],
    ['code_expired', 410, 'The code has expired or has already been used. Start again.', 'Start again'],
    ['code_already_used', 409, 'The code has expired or has already been used. Start again.', 'Start again'],
    ['outcome_unknown', 502, 'We could not connect your account. Start again.', 'Start again'],
    ['too_many_attempts', 429, 'Too many attempts. Contact us if you need help.', 'Start again'],
  ])('%s is shown as text, with a button and a reference', async (code, status, words, button) => {
    exchangeAnswers(problem(code, status));
    const element = await withCode();
    const names = recordEvents(element);
    await reaches(element, 'failed');
    expect(seen(element)).toEqual({ error: words, launch: button, copy: 'Copy the reference', reference: 'Reference c0ffee00-1234' });
    expect(names.at(-1)).toBe('error');
    const { state } = wise;
    press(element, 'launch');
    expect(wise.state).not.toBe(state);
  });

  test.each([
    ['a longer outage of Wise', problem('wise_unavailable', 503, { retryable: true, retryAfterSeconds: 61 }), 'The service is not available at the moment. You can try again in 70 seconds.'],
    ['a session that has ended', problem('session_required', 401, { retryable: true }), 'You have been logged out. Log in again, then try again.'],
  ])('I2 the same code is sent again with the same key after %s', async (_, answer, words) => {
    const calls = exchangeAnswers(answer, linked);
    const element = await withCode();
    const names = recordEvents(element);
    await reaches(element, 'failed');
    expect(seen(element)).toMatchObject({ error: words, retry: 'Try again', cancel: 'Cancel' });
    expect(names).toEqual(['change exchanging', 'change failed']);
    press(element, 'retry');
    await reaches(element, 'linked');
    expect(calls[0]?.headers.get('idempotency-key')).toBe(calls[1]?.headers.get('idempotency-key'));
    expect(calls[0]?.body).toEqual(calls[1]?.body);
    expect(names.slice(2)).toEqual(['change exchanging', 'change linked', 'success']);
  });

  test('I3 after a key that was used with another body, a new attempt with a new key is offered', async () => {
    const calls = exchangeAnswers(problem('idempotency_key_reused', 422), linked);
    const element = await withCode();
    await reaches(element, 'failed');
    expect(seen(element)).toMatchObject({ error: 'We could not connect your account. Start again.', launch: 'Start again' });
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(calls[0]?.headers.get('idempotency-key')).not.toBe(calls[1]?.headers.get('idempotency-key'));
  });

  test('X4 X5 I5 X22 a lost request is repeated automatically, with the same key and the same bytes', async () => {
    const calls = exchangeAnswers(down, problem('wise_unavailable', 503, { retryable: true }), linked);
    const element = await withCode();
    const names = recordEvents(element);
    await reaches(element, 'linked');
    expect(names).toEqual(['change exchanging', 'change linked', 'success']);
    expect(new Set(calls.map(({ headers, body }) => headers.get('idempotency-key') + JSON.stringify(body))).size).toBe(1);
    expect(calls).toHaveLength(3);
  });

  test('cancelling a code that could be sent again is an exit', async () => {
    exchangeAnswers(problem('session_required', 401, { retryable: true }));
    const element = await withCode();
    await reaches(element, 'failed');
    const names = recordEvents(element);
    press(element, 'cancel');
    expect(names).toEqual(['change idle', 'exit']);
  });

  test('X14 an unknown response is never "linked"', async () => {
    exchangeAnswers(json({ status: 'ok' }));
    const element = await withCode();
    await reaches(element, 'failed');
    expect(element.error).toMatchObject({ code: 'outcome_unknown', retryable: false });
  });

  test('the exchange function is used instead of the URL', async () => {
    const element = await wiseLink({ 'exchange-url': '' });
    const exchange = vi.fn(async () => ({ status: 'linked', link: LINK }) as const);
    element.exchange = exchange;
    await element.updateComplete;
    await reaches(element, 'idle');
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(exchange).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'c' }), { signal: expect.any(AbortSignal) });
  });
});

describe('a misconfigured page', () => {
  test.each([
    ['environment', ''],
    ['client-id', ''],
    ['redirect-uri', 'http://bank.example/cb'],
    ['redirect-uri', 'javascript:alert(1)'],
    ['exchange-url', 'javascript:alert(1)'],
    ['exchange-url', 'https://evil.example/'],
    ['authorize-url', 'https://sandbox.transferwise.tech/oauth/authorize/'],
    ['authorize-url', 'https://evil.example/oauth/authorize/'],
    ['mode', 'iframe'],
  ])('%s="%s" does not launch, reports the fix to the partner, and shows the customer that it is not available', async (attribute, value) => {
    const element = await wiseLink({ [attribute]: value });
    await element.updateComplete;
    expect(element.phase).toBe('failed');
    expect(element.error).toMatchObject({ code: 'misconfigured', message: expect.stringMatching(new RegExp(`^${attribute}.* Write `)) });
    const { error, reference } = seen(element);
    expect(error).toBe('You cannot connect a Wise account at the moment. Try again later.');
    expect(reference).toBe(element.error?.message);
    await expect(element.open()).rejects.toMatchObject({ code: 'misconfigured' });
    expect(wise.opened).not.toHaveBeenCalled();
  });

  test('invalid headers are reported, and the same code is sent when they are fixed', async () => {
    const calls = exchangeAnswers(linked);
    const element = await wiseLink();
    element.headers = { 'X CSRF': 't' };
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'failed');
    expect(seen(element)).toMatchObject({ error: 'You cannot connect a Wise account at the moment. Try again later.', reference: expect.stringMatching(/^headers .* Write /), retry: 'Try again' });
    element.headers = { 'X-CSRF': 't' };
    press(element, 'retry');
    await reaches(element, 'linked');
    expect(calls.map(({ headers }) => headers.get('x-csrf'))).toEqual(['t']);
  });

  test('works when it is fixed', async () => {
    const element = await wiseLink({ environment: '' });
    await reaches(element, 'failed');
    element.environment = 'sandbox';
    await reaches(element, 'idle');
    press(element, 'launch');
    expect(wise.opened).toHaveBeenCalledOnce();
  });

  test('is reported once', async () => {
    const names: string[] = [];
    const listen = (): unknown => names.push('error');
    document.addEventListener('wise-link-error', listen, { once: false });
    const element = await wiseLink({ environment: '' });
    element.requestUpdate();
    await element.updateComplete;
    element.requestUpdate();
    await element.updateComplete;
    document.removeEventListener('wise-link-error', listen);
    expect(names).toEqual(['error']);
  });
});

describe('the element on its page', () => {
  test('D12 shows its children until it is upgraded', async () => {
    const element = await fixture<WiseLink>(html`<wise-link><a href="/help">Help</a></wise-link>`);
    expect(element.querySelector('a')?.checkVisibility()).toBe(false);
  });

  test('D2 keeps its attempt when it is moved', async () => {
    exchangeAnswers(linked);
    const element = await wiseLink();
    press(element, 'launch');
    document.body.append(element);
    await element.updateComplete;
    wise.answer('code=c');
    await reaches(element, 'linked');
    element.remove();
  });

  test('D1 ignores messages while it is removed', async () => {
    const calls = exchangeAnswers(linked);
    const element = await wiseLink();
    press(element, 'launch');
    element.remove();
    await Promise.resolve();
    wise.answer('code=c');
    await new Promise((resolve) => setTimeout(resolve));
    expect(calls).toEqual([]);
    expect(element.phase).toBe('authorizing');
  });

  test('D4 uses properties that were set before it was upgraded', async () => {
    const early = document.createElement('wise-link-late');
    Object.assign(early, { environment: 'sandbox', clientId: 'bank', redirectUri: 'https://bank.example/cb', exchangeUrl: '/x' });
    document.body.append(early);
    const { WiseLink: Base } = await import('../../src/element/wise-link.js');
    customElements.define('wise-link-late', class extends Base {});
    await (early as WiseLink).updateComplete;
    expect((early as WiseLink).phase).toBe('idle');
    early.remove();
  });

  test('D5 a change of attributes does not affect the current attempt', async () => {
    const calls = exchangeAnswers(linked);
    const element = await wiseLink();
    press(element, 'launch');
    element.redirectUri = 'https://bank.example/other';
    await element.updateComplete;
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(calls[0]?.body).toMatchObject({ redirectUri: `${location.origin}/wise-callback.html` });
  });

  test('D11 open() outside a document rejects', async () => {
    await expect(document.createElement('wise-link').open()).rejects.toMatchObject({ code: 'misconfigured' });
  });

  test('T5 a second definition is ignored', async () => {
    const defined = customElements.get('wise-link');
    const again = '../../src/index.js?again';
    await import(/* @vite-ignore */ again);
    expect(customElements.get('wise-link')).toBe(defined);
  });

  test('a native shell can open Wise itself, and call handleCallback with the response', async () => {
    exchangeAnswers(linked);
    const element = await wiseLink();
    let url = '';
    element.addEventListener('wise-link-navigate', (event) => {
      event.preventDefault();
      ({ url } = event);
    });
    press(element, 'launch');
    expect(wise.opened).not.toHaveBeenCalled();
    const state = new URL(url).searchParams.get('state');
    expect(element.handleCallback(`${location.origin}/wise-callback.html?code=c&state=other`)).toBe(false);
    expect(element.handleCallback('no URL')).toBe(false);
    expect(element.handleCallback(`${location.origin}/wise-callback.html?code=c&state=${state}`)).toBe(true);
    await reaches(element, 'linked');
  });

  test('reset returns from linked to idle', async () => {
    exchangeAnswers(linked);
    const element = await withCode();
    await reaches(element, 'linked');
    element.reset();
    await element.updateComplete;
    expect(Object.keys(seen(element))).toEqual(['heading', 'status', 'next', 'launch']);
  });

  test('A4 the focus moves to the card when the focused button is removed, and is never taken from the page', async () => {
    exchangeAnswers(linked);
    const element = await wiseLink();
    partOf(element, 'launch').focus();
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(element.shadowRoot?.activeElement?.getAttribute('part')).toBe('card');
    const outside = document.body.appendChild(document.createElement('button'));
    outside.focus();
    element.reset();
    await element.updateComplete;
    expect(document.activeElement).toBe(outside);
    outside.remove();
  });

  test('A5 the button’s name mentions that it opens a window', async () => {
    const element = await wiseLink();
    await expect.element(partOf(element, 'launch')).toHaveAccessibleName('Connect your Wise account (opens a new window)');
  });

  test('X24 S10 no secret is in an event, an attribute, the text, storage or the console', async () => {
    const output: unknown[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) vi.spyOn(console, method).mockImplementation((...all) => output.push(...all));
    exchangeAnswers(json({ status: 'linked', link: LINK, access_token: 'CANARYTOKEN' }));
    const element = await wiseLink();
    for (const name of ['change', 'success', 'error', 'exit', 'navigate'] as const) {
      element.addEventListener(`wise-link-${name}`, (event) => output.push(Object.entries(event)));
    }
    press(element, 'launch');
    const { state } = wise;
    const record = (): unknown => output.push(element.outerHTML, element.shadowRoot?.innerHTML, JSON.stringify(localStorage), location.href);
    record();
    wise.answer('code=CANARYCODE');
    await reaches(element, 'exchanging');
    record();
    // The attempt is stored under its state, without its code.
    expect(JSON.stringify(sessionStorage)).toContain(state);
    expect(JSON.stringify(sessionStorage)).not.toContain('CANARYCODE');
    await reaches(element, 'linked');
    record();
    const everything = JSON.stringify(output);
    expect(everything).toContain('linked');
    expect(JSON.stringify(sessionStorage)).toBe('{}');
    for (const secret of [state, 'CANARYCODE', 'CANARYTOKEN']) expect(everything).not.toContain(secret);
  });
});

describe('nothing is lost, repeated or stuck', () => {
  test('Q10 a redirect without storage is refused before the navigation, with an explanation', async () => {
    const element = await wiseLink({ mode: 'redirect' });
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError');
    });
    press(element, 'launch');
    await reaches(element, 'failed');
    expect(element.error).toMatchObject({ code: 'storage_unavailable' });
    expect(partOf(element, 'launch').textContent).toBe('Start again');
  });

  test('setting a property does not change a partly typed code or the focus', async () => {
    const element = await awaiting();
    const input = partOf(element, 'input') as HTMLInputElement;
    input.focus();
    type(element, 'G2s8');
    input.setSelectionRange(4, 4);
    element.headers = () => ({});
    await element.updateComplete;
    expect([input.value, input.selectionStart, input.selectionEnd]).toEqual(['G2s8', 4, 4]);
    partOf(element, 'cancel').focus();
    element.headers = {};
    await element.updateComplete;
    expect(element.shadowRoot?.activeElement?.getAttribute('part')).toBe('cancel');
  });

  test.each([
    ['in the same task', (element: WiseLink) => { element.cancel(); void element.open(); }],
    ['in a listener for the end', (element: WiseLink) => {
      element.addEventListener('wise-link-exit', () => void element.open(), { once: true });
      element.cancel();
    }],
  ])('S4 an attempt that starts %s as another ends has a new state', async (_, again) => {
    const element = await wiseLink();
    press(element, 'launch');
    const { state } = wise;
    again(element);
    expect(wise.opened).toHaveBeenCalledTimes(2);
    expect(wise.state).not.toBe(state);
  });

  test('attributes that were set in the same task are used', async () => {
    const element = await wiseLink();
    element.clientId = 'other';
    void element.open();
    expect(wise.url.searchParams.get('client_id')).toBe('other');
  });

  test('I-2 a deep link that arrives twice submits once', async () => {
    const calls = exchangeAnswers(pending);
    const element = await wiseLink();
    press(element, 'launch');
    const url = `${location.origin}/wise-callback.html?code=c&state=${wise.state}`;
    expect([element.handleCallback(url), element.handleCallback(url)]).toEqual([true, false]);
    await reaches(element, 'confirming');
    expect(element.handleCallback(url)).toBe(false);
    expect(calls).toHaveLength(1);
  });

  test('D5 an exchange function that is removed meanwhile still gets the code', async () => {
    const exchange = vi.fn(async () => ({ status: 'linked', link: LINK }) as const);
    const element = await wiseLink({ 'exchange-url': '' });
    element.exchange = exchange;
    await reaches(element, 'idle');
    press(element, 'launch');
    element.exchange = undefined;
    await element.updateComplete;
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(exchange).toHaveBeenCalledOnce();
  });

  test('I-4 a backend that never finishes does not block the customer forever', async () => {
    const element = await wiseLink();
    element.exchange = () => new Promise(() => {});
    await element.updateComplete;
    press(element, 'launch');
    wise.answer('code=c');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    await reaches(element, 'exchanging');
    vi.advanceTimersByTime(30 * 60_000);
    await vi.advanceTimersByTimeAsync(1000);
    await reaches(element, 'failed');
    expect(element.error).toMatchObject({ code: 'outcome_unknown' });
  });

  test('I-8 "is this you?" at the end of the attempt allows a minute for the answer', async () => {
    const element = await wiseLink();
    let answer: (given: Answer) => void = () => {};
    element.exchange = () => new Promise((resolve) => (answer = resolve));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    void element.open({ mode: 'email' });
    element.submitCode('G2s8EJ');
    vi.advanceTimersByTime(30 * 60_000 - 1);
    answer({ status: 'pending_confirmation', attemptId: 'a_1', link: LINK });
    await reaches(element, 'confirming');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(element.phase).toBe('confirming');
    await vi.advanceTimersByTimeAsync(3000);
    expect(element.error).toMatchObject({ code: 'attempt_expired' });
  });

  test('H17 the second click of a double click does not answer a new question', async () => {
    exchangeAnswers(pending);
    const element = await withTyped('G2s8EJ');
    await reaches(element, 'confirming');
    await canAnswer(element);
    partOf(element, 'confirm').dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true }));
    expect(element.phase).toBe('confirming');
    partOf(element, 'confirm').dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
    expect(element.phase).toBe('exchanging');
  });

  test('E11 a refused second email keeps the code field of the first', async () => {
    emailAnswers(sentAtOnce, problem('rate_limited', 429, { retryable: true }));
    const element = await wiseLink({ mode: 'email', 'email-url': '/api/wise/email' });
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
    press(element, 'email');
    await reaches(element, 'requesting-email');
    await reaches(element, 'awaiting-code');
    expect(seen(element)).toMatchObject({
      error: 'Too many attempts in a short time.',
      input: '',
    });
  });

  test('the button that shows the window works in every mode', async () => {
    const calls = emailAnswers(sent);
    const element = await wiseLink({ mode: 'email', 'email-url': '/api/wise/email' });
    void element.open({ mode: 'popup' });
    await element.updateComplete;
    press(element, 'launch');
    expect(wise.proxy.focus).toHaveBeenCalledOnce();
    expect(calls).toEqual([]);
  });

  test('a listener that calls cancel() before Wise opens prevents it', async () => {
    const element = await wiseLink();
    const names = recordEvents(element);
    element.addEventListener('wise-link-navigate', () => element.cancel());
    press(element, 'launch');
    expect(wise.opened).not.toHaveBeenCalled();
    expect(names).toEqual(['navigate', 'change idle', 'exit']);
  });

  test('Q6 an unreadable stored attempt does not affect the next attempt', async () => {
    const probe = await wiseLink();
    press(probe, 'launch');
    const { url, state } = { url: wise.url.href, state: wise.state };
    probe.remove();
    await Promise.resolve();
    sessionStorage.setItem(`wise-link:${state}`, `${new URLSearchParams({ url, expires: '1', returnTo: location.href, letter: 'junk' })}`);
    const element = await wiseLink();
    press(element, 'launch');
    expect(wise.state).not.toBe(state);
    expect(element.phase).toBe('authorizing');
  });

  test('open() with a code that could be sent again discards it once, and starts again', async () => {
    exchangeAnswers(problem('session_required', 401, { retryable: true }));
    const element = await withCode();
    await reaches(element, 'failed');
    const names = recordEvents(element);
    const { state } = wise;
    void element.open();
    expect(names).toEqual(['change idle', 'exit', 'navigate', 'change authorizing']);
    expect(wise.state).not.toBe(state);
  });

  test('an element that is added again works', async () => {
    exchangeAnswers(linked);
    const element = await wiseLink();
    const parent = element.parentElement;
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
    parent?.append(element);
    await element.updateComplete;
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'linked');
  });
});

describe('A1 the accessibility audit finds nothing', () => {
  test('at the start', async () => audit(await wiseLink()));

  test.each([['open', () => {}], ['blocked', () => wise.opened.mockImplementation(() => null)]])('while the window is %s', async (_, before) => {
    before();
    const element = await wiseLink();
    press(element, 'launch');
    await element.updateComplete;
    await audit(element);
  });

  test('while an email is requested', async () => {
    emailAnswers(sent);
    const element = await wiseLink({ mode: 'email', 'email-url': '/api/wise/email' });
    press(element, 'launch');
    await element.updateComplete;
    await audit(element);
  });

  test('with the code field', async () => audit(await awaiting()));

  test('when a code is wrong', async () => {
    const element = await withTyped('');
    await element.updateComplete;
    await audit(element);
  });

  test('while the code is with the backend', async () => {
    exchangeAnswers(json({ status: 'processing', retryAfterSeconds: 60 }));
    const element = await withCode();
    await reaches(element, 'exchanging');
    await audit(element);
  });

  test('when it asks "is this you?"', async () => {
    exchangeAnswers(pending);
    const element = await withTyped('G2s8EJ');
    await reaches(element, 'confirming');
    await audit(element);
  });

  test('when it is linked', async () => {
    exchangeAnswers(linked);
    const element = await withCode();
    await reaches(element, 'linked');
    await audit(element);
  });

  test.each([['finally', problem('identity_mismatch', 409)], ['with a way to try again', problem('session_required', 401, { retryable: true })]])('when it has failed %s', async (_, answer) => {
    exchangeAnswers(answer);
    const element = await withCode();
    await reaches(element, 'failed');
    await audit(element);
  });

  test('when it is misconfigured', async () => audit(await wiseLink({ environment: '' })));
});
