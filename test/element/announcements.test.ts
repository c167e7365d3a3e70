import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer, WiseLink } from '../../src/index.js';
import { en } from '../../src/locales/en.js';
import { emailAnswers, exchangeAnswers, linked, LINK, pending, problem, sentAtOnce } from '../support/backend.js';
import { answers, partOf, press, reaches, seen, type, wiseLink } from '../support/element.js';
import { hears } from '../support/screen-reader.js';
import { WiseWindow } from '../support/wise-window.js';

const ACCOUNT = 'S••• J••• · personal profile •••5282';
const MAILED = 'If s•••@e•••.com has a Wise account, Wise has sent an e-mail there. Open its link: it shows you a code to enter here.';
const WRONG = `${en.wrong} You have 3 tries left.`;
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

/** An element, and what is heard of it after it has been drawn. */
async function listens(attributes: Record<string, string> = {}): Promise<{ element: WiseLink; said: string[] }> {
  const element = await wiseLink(attributes);
  return { element, said: hears(element, over.signal) };
}

/** Types a code, which the backend is asked about, and waits for what comes of it. */
async function enters(element: WiseLink, text: string, phase: string): Promise<void> {
  type(element, text);
  press(element, 'submit');
  await reaches(element, 'exchanging');
  await reaches(element, phase);
}

/** Lets the clock run, and what is due be done. */
const passes = async (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('what a screen reader says, in order', () => {
  test('A3 by a window, until it is linked', async () => {
    exchangeAnswers(linked);
    const { element, said } = await listens();
    press(element, 'launch');
    await element.updateComplete;
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(said).toEqual([`status: ${en.open}`, `status: ${en.linked} ${ACCOUNT}`]);
  });

  test('A3 by e-mail: a wrong code is said alone, each time, and nothing between it and the code', async () => {
    emailAnswers(sentAtOnce);
    const wrong = problem('code_invalid', 422, { attemptsLeft: 3 });
    exchangeAnswers(wrong, wrong, pending, linked);
    const { element, said } = await listens({ mode: 'email', 'email-url': '/api/wise/email' });
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
    await enters(element, 'WRONGX', 'awaiting-code');
    await enters(element, 'WRONGX', 'awaiting-code');
    await enters(element, 'G2s8EJ', 'confirming');
    await answers(element, 'confirm');
    await reaches(element, 'linked');
    expect(said).toEqual([
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
  ])('A21 of %s the same, as often as it is handed over, and not because the card is drawn again', async (_, text, words) => {
    const { element, said } = await listens({ mode: 'email' });
    for (let times = 1; times <= 3; times += 1) {
      type(element, text);
      press(element, 'submit');
      await element.updateComplete;
      element.requestUpdate();
      await element.updateComplete;
      expect(said).toEqual(Array.from({ length: times }, () => `alert: ${words}`));
      expect(seen(element).error).toBe(words);
    }
  });

  test('A3 of a wait for the backend only when it has become one', async () => {
    let answer: (given: Answer) => void = () => {};
    const { element, said } = await listens();
    element.exchange = () => new Promise((resolve) => (answer = resolve));
    void element.open({ mode: 'email' });
    await element.updateComplete;
    expect(said.splice(0)).toEqual([`status: ${en['awaiting-code']}`]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await element.updateComplete;
    expect(seen(element).status).toBe(en.exchanging);
    await passes(900);
    expect(said).toEqual([]);
    await passes(200);
    expect(said.splice(0)).toEqual([`status: ${en.exchanging}`]);
    answer({ status: 'pending_confirmation', attemptId: 'a_1', link: LINK });
    await passes(0);
    await reaches(element, 'confirming');
    expect(said).toEqual([`status: ${en.confirming} ${ACCOUNT}`]);
  });

  test.each([
    ['A3 a refusal at Wise', 'error=access_denied', [`status: ${en.open}`, `status: ${en.declined}`]],
    ['A3 an answer that is none', 'code=c&error=access_denied', [`status: ${en.open}`, `alert: ${en.again}`]],
  ])('%s', async (_, answer, expected) => {
    const { element, said } = await listens();
    press(element, 'launch');
    await element.updateComplete;
    wise.answer(answer);
    await vi.waitFor(() => expect(said).toEqual(expected));
  });

  test.each([
    ['A3 a failure for good', problem('identity_mismatch', 409), en.identity],
    ['A3 a failure that a retry may mend', problem('session_required', 401, { retryable: true }), en.session],
  ])('%s', async (_, answer, words) => {
    exchangeAnswers(answer);
    const { element, said } = await listens();
    press(element, 'launch');
    await element.updateComplete;
    wise.answer('code=c');
    await reaches(element, 'failed');
    expect(said).toEqual([`status: ${en.open}`, `alert: ${words}`]);
  });

  test('A21 "Copy the link" in the in-app card, twice: said twice, gone after five seconds, and the instruction stays', async () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(FACEBOOK);
    vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const { element, said } = await listens({ mode: 'auto' });
    press(element, 'launch');
    await vi.waitFor(() => expect(said.splice(0).at(-1)).toBe(`status: ${en['in-app']}`));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { top } = partOf(element, 'copy').getBoundingClientRect();
    for (let times = 1; times <= 2; times += 1) {
      press(element, 'copy');
      await passes(3000);
      element.requestUpdate();
      await element.updateComplete;
      expect(said).toEqual(Array.from({ length: times }, () => `status: ${en.copied}`));
      expect(seen(element)).toMatchObject({ status: en['in-app'], notice: en.copied });
    }
    // Nothing moves away under the pointer that presses again.
    expect(partOf(element, 'copy').getBoundingClientRect().top).toBe(top);
    await passes(2000);
    expect(seen(element)).toMatchObject({ status: en['in-app'] });
    expect(seen(element)).not.toHaveProperty('notice');
    expect(said).toHaveLength(2);
  });

  test('A21 what could not be copied does not replace what went wrong', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'));
    exchangeAnswers(problem('identity_mismatch', 409));
    const { element, said } = await listens();
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'failed');
    press(element, 'copy');
    await vi.waitFor(() => expect(said.at(-1)).toBe(`status: ${en.notCopied}`));
    expect(seen(element)).toMatchObject({ error: en.identity, notice: en.notCopied });
  });

  test('A21 is not there any more where the element has been taken out meanwhile, and put back', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    wise.opened.mockImplementation(() => null);
    const { element, said } = await listens();
    press(element, 'launch');
    await vi.waitFor(() => expect(said.at(-1)).toBe(`status: ${en.blocked}`));
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

  test('is heard once: five seconds later nobody finds it a second time in the card', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { element } = await listens();
    press(element, 'launch');
    await element.updateComplete;
    const region = element.shadowRoot?.querySelector('[role=status]');
    expect(region?.textContent).toBe(en.open);
    await passes(5000);
    expect(region?.textContent).toBe('');
  });
});

describe('A20 the question', () => {
  test('A20 names the account to whoever is on one of its answers', async () => {
    exchangeAnswers(pending);
    const { element } = await listens({ mode: 'email' });
    partOf(element, 'input').focus();
    await enters(element, 'G2s8EJ', 'confirming');
    for (const answer of ['confirm', 'decline']) await expect.element(partOf(element, answer)).toHaveAccessibleDescription(ACCOUNT);
  });
});

describe('whatever takes the focus has a role and a name', () => {
  test('the card, where nothing else is left', async () => {
    exchangeAnswers(linked);
    const { element } = await listens();
    partOf(element, 'launch').focus();
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'linked');
    const focused = element.shadowRoot?.activeElement;
    expect(focused).toBe(partOf(element, 'card'));
    await expect.element(focused as HTMLElement).toHaveRole('form');
    await expect.element(focused as HTMLElement).toHaveAccessibleName(en.connect);
  });

  test('focus() leads into the card, as for any field', async () => {
    const element = await wiseLink();
    element.focus();
    expect([document.activeElement, element.shadowRoot?.activeElement]).toEqual([element, partOf(element, 'card')]);
  });
});

describe('the reference for support', () => {
  const REFERENCE = 'Reference c0ffee00-1234';

  test('is there while a code can be typed, if the backend has heard of the failure, and else not', async () => {
    exchangeAnswers(problem('code_invalid', 422, { attemptsLeft: 3 }));
    const element = await wiseLink({ mode: 'email' });
    await enters(element, 'WRONGX', 'awaiting-code');
    expect(seen(element).reference).toBe(REFERENCE);
    type(element, '');
    press(element, 'submit');
    await element.updateComplete;
    expect(seen(element)).not.toHaveProperty('reference');
  });

  test('is there for an e-mail that is refused', async () => {
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
