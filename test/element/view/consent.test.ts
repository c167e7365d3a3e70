// Tests that “is this your account?” cannot be answered by accident.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { State } from '../../../src/flow/state.js';
import { en } from '../../../src/locales/en.js';
import { Card } from '../../../src/element/view/card.js';
import { viewIn } from '../../support/ways.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;
const QUESTION: State = { phase: 'confirming', link, attemptId: 'a' };
const WAYS = { start: 'email', canEmail: true } as const;

/** How long the question ignores answers after it appears, in milliseconds. */
const DELAY = 500;

const asks = {
  launch: vi.fn(),
  submit: vi.fn(),
  confirm: vi.fn(),
  retry: vi.fn(),
  link: vi.fn(),
  'continue-here': vi.fn(),
  email: vi.fn(),
  instead: vi.fn(),
  decline: vi.fn(),
  cancel: vi.fn(),
  url: () => '',
  ahead: vi.fn(),
};

let card: Card;
let host: HTMLElement;
let above: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.clearAllMocks();
  card = new Card(asks);
  above = document.body.appendChild(document.createElement('div'));
  host = document.body.appendChild(document.createElement('div'));
  host.attachShadow({ mode: 'open' }).append(card.form);
});
afterEach(() => {
  above.remove();
  host.remove();
  vi.useRealTimers();
});

const show = (state: State): void => card.show(viewIn(state, WAYS), en, state.phase);
const find = (part: string): HTMLElement => {
  const found = card.form.querySelector<HTMLElement>(`[part=${part}]`);
  if (!found) throw new Error(`no ${part}`);
  return found;
};
const answered = (): number => asks.confirm.mock.calls.length + asks.decline.mock.calls.length;
const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
const later = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);
const isClosed = (): boolean => !!find('confirm').closest('[aria-disabled=true]');

/** Presses a key on a focused button. Clicks it if no listener prevents the keydown, like a browser. */
const key = (part: string, name: string, isRepeated = false): void => {
  const button = find(part);
  const down = new KeyboardEvent('keydown', { key: name, repeat: isRepeated, bubbles: true, composed: true, cancelable: true });
  if (button.dispatchEvent(down)) button.click();
};
/** Presses and releases the pointer on a button. */
const down = (part: string): unknown => find(part).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
const up = (part: string): unknown => find(part).dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true, composed: true, cancelable: true }));

/** All ways to answer. */
const PRESSES: [name: string, press: () => unknown][] = [
  ['yes with a mouse or by touch', () => [down('confirm'), up('confirm')]],
  ['no with a mouse or by touch', () => [down('decline'), up('decline')]],
  ['yes with Enter', () => key('confirm', 'Enter')],
  ['no with Space', () => key('decline', ' ')],
  ['yes by assistive technology', () => find('confirm').click()],
  ['no by assistive technology', () => find('decline').click()],
];

describe.each(PRESSES)('“is this your account?” answered: %s', (_, press) => {
  beforeEach(() => show(QUESTION));

  test('is ignored in the first half second, and counts after it', async () => {
    press();
    await later(DELAY - 1);
    press();
    expect([answered(), isClosed()]).toEqual([0, true]);
    await later(1);
    expect(isClosed()).toBe(false);
    press();
    expect(answered()).toBe(1);
  });

  test('is ignored just after the question moved, and counts half a second later', async () => {
    await later(DELAY);
    above.style.height = '40px';
    press();
    await later(DELAY - 1);
    press();
    expect(answered()).toBe(0);
    await later(1);
    press();
    expect(answered()).toBe(1);
  });
});

test('submitting the form, as a script of the page can, does not answer the question', async () => {
  show(QUESTION);
  await later(DELAY);
  card.form.requestSubmit();
  expect(answered()).toBe(0);
  find('confirm').click();
  expect(answered()).toBe(1);
});

describe('the half second', () => {
  test.each([
    ['content appears above it', () => (above.style.height = '40px')],
    ['content above it disappears', () => (above.style.height = '0')],
    ['something beside it makes it narrower', () => (host.style.width = '250px')],
  ])('starts again when %s', async (_, move) => {
    above.style.height = '20px';
    host.style.height = '300vh';
    show(QUESTION);
    await later(DELAY);
    await frame();
    await frame();
    expect(isClosed()).toBe(false);
    move();
    await vi.waitFor(() => expect(isClosed()).toBe(true));
    await later(DELAY);
    find('confirm').click();
    expect(answered()).toBe(1);
  });

  test('does not start again when the page is scrolled, as assistive technology does before it presses a button', async () => {
    host.style.height = '300vh';
    show(QUESTION);
    await later(DELAY);
    scrollBy(0, 30.5);
    await frame();
    await frame();
    find('confirm').click();
    scrollTo(0, 0);
    expect(answered()).toBe(1);
  });

  test('does not start again for a render in the same place', async () => {
    show(QUESTION);
    await later(DELAY - 1);
    show(QUESTION);
    await later(1);
    find('confirm').click();
    expect(answered()).toBe(1);
  });

  test('starts again for the next question', async () => {
    show(QUESTION);
    await later(DELAY);
    show({ phase: 'exchanging' });
    show(QUESTION);
    find('confirm').click();
    expect(answered()).toBe(0);
  });

  test.each([
    ['a finger, or a mouse', () => down('confirm'), () => up('confirm')],
    ['Space', () => find('confirm').dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true })) || up('confirm'), () => undefined],
  ])('counts from the press: pressed before its end with %s and released after it, nothing is answered', async (_, press, release) => {
    show(QUESTION);
    press();
    await later(DELAY);
    release();
    expect(answered()).toBe(0);
    find('confirm').click();
    expect(answered()).toBe(1);
  });

  test('cannot be bypassed by holding Enter down', async () => {
    show(QUESTION);
    key('confirm', 'Enter');
    await later(DELAY);
    key('confirm', 'Enter', true);
    expect(answered()).toBe(0);
    key('confirm', 'Enter');
    expect(answered()).toBe(1);
  });

  test('applies only to the question: all other controls work immediately', () => {
    show(QUESTION);
    show({ phase: 'awaiting-code' });
    for (const part of ['submit', 'email', 'cancel']) {
      expect(find(part).closest('[aria-disabled]')).toBeNull();
      find(part).click();
    }
    expect([asks.submit, asks.email, asks.cancel].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
  });

  test('has no timer and no observer without a question', async () => {
    const disconnect = vi.spyOn(IntersectionObserver.prototype, 'disconnect');
    show(QUESTION);
    expect(vi.getTimerCount()).toBe(1);
    show({ phase: 'linked', link });
    expect(disconnect).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(500);
    const others = vi.getTimerCount(); // the live regions have timers too
    show({ phase: 'linked', link });
    expect(vi.getTimerCount()).toBe(others);
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test.each(['launch', 'submit', 'email', 'cancel'])('Enter held down on %s presses it once', (part) => {
  show(part === 'launch' ? { phase: 'idle' } : { phase: 'awaiting-code' });
  for (const isRepeated of [false, true, true]) key(part, 'Enter', isRepeated);
  const calls = [asks.launch, asks.submit, asks.email, asks.cancel].flatMap(({ mock }) => mock.calls);
  expect(calls).toHaveLength(1);
});
