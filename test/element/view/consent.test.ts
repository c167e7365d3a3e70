import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { State } from '../../../src/flow/state.js';
import { en } from '../../../src/locales/en.js';
import { Card } from '../../../src/element/view/card.js';
import { viewIn } from '../../support/ways.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;
const QUESTION: State = { phase: 'confirming', link, attemptId: 'a' };
const WAYS = { start: 'email', canEmail: true } as const;

/** For how long the question is to be read, in milliseconds. */
const MOMENT = 500;

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

/** A key goes down and up on a button that has the focus, as far as scripts see it; a browser clicks where nobody prevents it. */
const key = (part: string, name: string, isRepeated = false): void => {
  const button = find(part);
  const down = new KeyboardEvent('keydown', { key: name, repeat: isRepeated, bubbles: true, composed: true, cancelable: true });
  if (button.dispatchEvent(down)) button.click();
};
/** A pointer goes down on a button, and up on it meanwhile or later. */
const down = (part: string): unknown => find(part).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
const up = (part: string): unknown => find(part).dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true, composed: true, cancelable: true }));

/** Every way in which somebody, or something, answers. */
const PRESSES: [name: string, press: () => unknown][] = [
  ['yes with a mouse or by touch', () => [down('confirm'), up('confirm')]],
  ['no with a mouse or by touch', () => [down('decline'), up('decline')]],
  ['yes with Enter', () => key('confirm', 'Enter')],
  ['no with Space', () => key('decline', ' ')],
  ['yes by assistive technology', () => find('confirm').click()],
  ['no by assistive technology', () => find('decline').click()],
  ['yes by submitting the form', () => card.form.requestSubmit()],
];

describe.each(PRESSES)('“is this your account?” answered: %s', (_, press) => {
  beforeEach(() => show(QUESTION));

  test('does not count in its first half second, and does after it', async () => {
    press();
    await later(MOMENT - 1);
    press();
    expect([answered(), isClosed()]).toEqual([0, true]);
    await later(1);
    expect(isClosed()).toBe(false);
    press();
    expect(answered()).toBe(1);
  });

  test('does not count where it has moved in this very moment, and does half a second later', async () => {
    await later(MOMENT);
    above.style.height = '40px';
    press();
    await later(MOMENT - 1);
    press();
    expect(answered()).toBe(0);
    await later(1);
    press();
    expect(answered()).toBe(1);
  });
});

describe('the half second', () => {
  test.each([
    ['content comes above it', () => (above.style.height = '40px')],
    ['content above it goes', () => (above.style.height = '0')],
    ['something beside it makes it narrower', () => (host.style.width = '250px')],
  ])('begins by itself where %s', async (_, move) => {
    above.style.height = '20px';
    host.style.height = '300vh';
    show(QUESTION);
    await later(MOMENT);
    await frame();
    await frame();
    expect(isClosed()).toBe(false);
    move();
    await vi.waitFor(() => expect(isClosed()).toBe(true));
    await later(MOMENT);
    find('confirm').click();
    expect(answered()).toBe(1);
  });

  test('is not begun anew by who scrolls the page, as assistive technology does to show an answer before it presses it', async () => {
    host.style.height = '300vh';
    show(QUESTION);
    await later(MOMENT);
    scrollBy(0, 30.5);
    await frame();
    await frame();
    find('confirm').click();
    scrollTo(0, 0);
    expect(answered()).toBe(1);
  });

  test('is not begun anew by what is drawn in the same place', async () => {
    show(QUESTION);
    await later(MOMENT - 1);
    show(QUESTION);
    await later(1);
    find('confirm').click();
    expect(answered()).toBe(1);
  });

  test('is begun anew by the next question', async () => {
    show(QUESTION);
    await later(MOMENT);
    show({ phase: 'exchanging' });
    show(QUESTION);
    find('confirm').click();
    expect(answered()).toBe(0);
  });

  test.each([
    ['a finger, or a mouse', () => down('confirm'), () => up('confirm')],
    ['Space', () => find('confirm').dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true })) || up('confirm'), () => undefined],
  ])('counts from the moment in which it was pressed: held down before with %s and let go after, it says nothing', async (_, press, release) => {
    show(QUESTION);
    press();
    await later(MOMENT);
    release();
    expect(answered()).toBe(0);
    find('confirm').click();
    expect(answered()).toBe(1);
  });

  test('cannot be sat out with Enter held down', async () => {
    show(QUESTION);
    key('confirm', 'Enter');
    await later(MOMENT);
    key('confirm', 'Enter', true);
    expect(answered()).toBe(0);
    key('confirm', 'Enter');
    expect(answered()).toBe(1);
  });

  test('is for the question alone: whatever else the card offers works at once', () => {
    show(QUESTION);
    show({ phase: 'awaiting-code' });
    for (const part of ['submit', 'email', 'cancel']) {
      expect(find(part).closest('[aria-disabled]')).toBeNull();
      find(part).click();
    }
    expect([asks.submit, asks.email, asks.cancel].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
  });

  test('leaves nothing behind: no timer runs and nothing is watched without a question', async () => {
    const disconnect = vi.spyOn(IntersectionObserver.prototype, 'disconnect');
    show(QUESTION);
    expect(vi.getTimerCount()).toBe(1);
    show({ phase: 'linked', link });
    expect(disconnect).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(500);
    const spoken = vi.getTimerCount(); // what is said to screen readers goes away by itself
    show({ phase: 'linked', link });
    expect(vi.getTimerCount()).toBe(spoken);
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
