// Tests what screen readers announce.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer, WiseLink } from '../../src/index.js';
import { en } from '../../src/locales/en.js';
import { emailAnswers, exchangeAnswers, linked, LINK, pending, problem, sentAtOnce } from '../support/backend.js';
import { answers, partOf, press, reaches, seen, type, wiseLink } from '../support/element.js';
import { recordAnnouncements } from '../support/screen-reader.js';
import { WiseWindow } from '../support/wise-window.js';

const ACCOUNT = 'S••• J••• · personal profile •••5282';
const MAILED = 'If there is a Wise account for s•••@e•••.com, Wise has emailed you a link. Open it to see a code, then enter the code here.';
const WRONG = `${en.wrong} You have 3 attempts left.`;
const FACEBOOK = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/520.0]';

let over: AbortController;
let wise: WiseWindow;

beforeEach(() => {
  over = new AbortController();
  wise = new WiseWindow();
});
afterEach(() => {
  vi.useRealTimers();
  over.abort();
  wise.remove();
});

/** Creates an element, and records its announcements after the first render. */
async function announced(attributes: Record<string, string> = {}): Promise<{ element: WiseLink; texts: string[] }> {
  const element = await wiseLink(attributes);
  return { element, texts: recordAnnouncements(element, over.signal) };
}

/** Submits a code, and waits for the phase after the response. */
async function enters(element: WiseLink, text: string, phase: string): Promise<void> {
  type(element, text);
  press(element, 'submit');
  await reaches(element, 'exchanging');
  await reaches(element, phase);
}

/** Advances the fake timers. */
const passes = async (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('the announcements, in order', () => {
  test('A3 in the popup flow, until it is linked', async () => {
    exchangeAnswers(linked);
    const { element, texts } = await announced();
    press(element, 'launch');
    await element.updateComplete;
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(texts).toEqual([`status: ${en.open}`, `status: ${en.linked} ${ACCOUNT}`]);
  });

  test('A3 in the email flow: each wrong code is announced alone, with nothing in between', async () => {
    emailAnswers(sentAtOnce);
    const wrong = problem('code_invalid', 422, { attemptsLeft: 3 });
    exchangeAnswers(wrong, wrong, pending, linked);
    const { element, texts } = await announced({ mode: 'email', 'email-url': '/api/wise/email' });
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
    await enters(element, 'WRONGX', 'awaiting-code');
    await enters(element, 'WRONGX', 'awaiting-code');
    await enters(element, 'G2s8EJ', 'confirming');
    await answers(element, 'confirm');
    await reaches(element, 'linked');
    expect(texts).toEqual([
      `status: ${en['requesting-email']}`,
      `status: ${MAILED}`,
      `alert: ${WRONG}`,
      `alert: ${WRONG}`,
      `status: ${en.confirming} ${ACCOUNT}`,
      `status: ${en.linked} ${ACCOUNT}`,
    ]);
  });

  test.each([
    ['an empty field', '', en['awaiting-code']],
    ['a link', 'https://wise.com/?code=c', en.link],
    ['no code', 'G2s8EJ!é', en.foreign.replace('{characters}', 'é')],
  ])('A21 for %s: the same error once per submission, and not for another render', async (_, text, words) => {
    const { element, texts } = await announced({ mode: 'email' });
    for (let times = 1; times <= 3; times += 1) {
      type(element, text);
      press(element, 'submit');
      await element.updateComplete;
      element.requestUpdate();
      await element.updateComplete;
      expect(texts).toEqual(Array.from({ length: times }, () => `alert: ${words}`));
      expect(seen(element).error).toBe(words);
    }
  });

  test('A3 "One moment" only if the backend takes longer than a second', async () => {
    let answer: (given: Answer) => void = () => {};
    const { element, texts } = await announced();
    element.exchange = () => new Promise((resolve) => (answer = resolve));
    void element.open({ mode: 'email' });
    await element.updateComplete;
    expect(texts.splice(0)).toEqual([`status: ${en['awaiting-code']}`]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await element.updateComplete;
    expect(seen(element).status).toBe(en.exchanging);
    await passes(900);
    expect(texts).toEqual([]);
    await passes(200);
    expect(texts.splice(0)).toEqual([`status: ${en.exchanging}`]);
    answer({ status: 'pending_confirmation', attemptId: 'a_1', link: LINK });
    await passes(0);
    await reaches(element, 'confirming');
    expect(texts).toEqual([`status: ${en.confirming} ${ACCOUNT}`]);
  });

  test.each([
    ['A3 a customer who declines', 'error=access_denied', [`status: ${en.open}`, `status: ${en.declined}`]],
    ['A3 an invalid response', 'code=c&error=access_denied', [`status: ${en.open}`, `alert: ${en.again}`]],
  ])('%s', async (_, answer, expected) => {
    const { element, texts } = await announced();
    press(element, 'launch');
    await element.updateComplete;
    wise.answer(answer);
    await vi.waitFor(() => expect(texts).toEqual(expected));
  });

  test.each([
    ['A3 a final failure', problem('identity_mismatch', 409), en.identity],
    ['A3 a failure that a retry may fix', problem('session_required', 401, { retryable: true }), en.session],
  ])('%s', async (_, answer, words) => {
    exchangeAnswers(answer);
    const { element, texts } = await announced();
    press(element, 'launch');
    await element.updateComplete;
    wise.answer('code=c');
    await reaches(element, 'failed');
    expect(texts).toEqual([`status: ${en.open}`, `alert: ${words}`]);
  });

  test('A21 "Copy the link" in the in-app card, twice: announced twice, removed after five seconds, and the instruction stays', async () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(FACEBOOK);
    vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const { element, texts } = await announced({ mode: 'auto' });
    press(element, 'launch');
    await vi.waitFor(() => expect(texts.splice(0).at(-1)).toBe(`status: ${en['in-app']}`));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { top } = partOf(element, 'copy').getBoundingClientRect();
    for (let times = 1; times <= 2; times += 1) {
      press(element, 'copy');
      await passes(3000);
      element.requestUpdate();
      await element.updateComplete;
      expect(texts).toEqual(Array.from({ length: times }, () => `status: ${en.copied}`));
      expect(seen(element)).toMatchObject({ status: en['in-app'], notice: en.copied });
    }
    // The button must not move under the pointer.
    expect(partOf(element, 'copy').getBoundingClientRect().top).toBe(top);
    await passes(2000);
    expect(seen(element)).toMatchObject({ status: en['in-app'] });
    expect(seen(element)).not.toHaveProperty('notice');
    expect(texts).toHaveLength(2);
  });

  test('A21 a failed copy does not replace the error', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'));
    exchangeAnswers(problem('identity_mismatch', 409));
    const { element, texts } = await announced();
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'failed');
    press(element, 'copy');
    await vi.waitFor(() => expect(texts.at(-1)).toBe(`status: ${en.notCopied}`));
    expect(seen(element)).toMatchObject({ error: en.identity, notice: en.notCopied });
  });

  test('A21 the notice is gone after the element is removed and added again', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    wise.opened.mockImplementation(() => null);
    const { element, texts } = await announced();
    press(element, 'launch');
    await vi.waitFor(() => expect(texts.at(-1)).toBe(`status: ${en.blocked}`));
    press(element, 'copy');
    await vi.waitFor(() => expect(seen(element).notice).toBe(en.copied));
    const { parentElement } = element;
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
    parentElement?.append(element);
    await element.updateComplete;
    expect(seen(element)).toMatchObject({ status: en.blocked });
    expect(seen(element)).not.toHaveProperty('notice');
    expect(element.shadowRoot?.querySelector('[role=status]')?.textContent).toBe('');
  });

  test('the live region is cleared after five seconds, so that nothing is read twice', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { element } = await announced();
    press(element, 'launch');
    await element.updateComplete;
    const region = element.shadowRoot?.querySelector('[role=status]');
    expect(region?.textContent).toBe(en.open);
    await passes(5000);
    expect(region?.textContent).toBe('');
  });
});

describe('A20 the question', () => {
  test('A20 describes both answers with the account', async () => {
    exchangeAnswers(pending);
    const { element } = await announced({ mode: 'email' });
    partOf(element, 'input').focus();
    await enters(element, 'G2s8EJ', 'confirming');
    // Without the dot, in whose place the tile has a new line. The matcher reads the initials, which browsers skip (test/e2e/looks.spec.ts).
    const account = new RegExp(`${ACCOUNT.replace(' · ', ' ')}$`);
    for (const answer of ['confirm', 'decline']) await expect.element(partOf(element, answer)).toHaveAccessibleDescription(account);
  });
});

describe('every focusable element has a role and a name', () => {
  test('the card, if it has no control left', async () => {
    exchangeAnswers(linked);
    const { element } = await announced();
    partOf(element, 'launch').focus();
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'linked');
    const focused = element.shadowRoot?.activeElement;
    expect(focused).toBe(partOf(element, 'card'));
    await expect.element(focused as HTMLElement).toHaveRole('form');
    await expect.element(focused as HTMLElement).toHaveAccessibleName(en.connect);
  });

  test('focus() moves the focus into the card', async () => {
    const element = await wiseLink();
    element.focus();
    expect([document.activeElement, element.shadowRoot?.activeElement]).toEqual([element, partOf(element, 'card')]);
  });
});

describe('the reference for support', () => {
  const REFERENCE = 'Reference c0ffee00-1234';

  test('is shown with the code field, only for a failure of the backend', async () => {
    exchangeAnswers(problem('code_invalid', 422, { attemptsLeft: 3 }));
    const element = await wiseLink({ mode: 'email' });
    await enters(element, 'WRONGX', 'awaiting-code');
    expect(seen(element).reference).toBe(REFERENCE);
    type(element, '');
    press(element, 'submit');
    await element.updateComplete;
    expect(seen(element)).not.toHaveProperty('reference');
  });

  test('is shown for a refused email', async () => {
    emailAnswers(sentAtOnce, problem('rate_limited', 429, { retryable: true }));
    const element = await wiseLink({ mode: 'email', 'email-url': '/api/wise/email' });
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
    press(element, 'email');
    await reaches(element, 'requesting-email');
    await reaches(element, 'awaiting-code');
    expect(seen(element)).toMatchObject({ error: en.often, reference: REFERENCE });
  });
});
