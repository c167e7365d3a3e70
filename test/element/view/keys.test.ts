// Tests the keys of the card and of the code field.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { State } from '../../../src/flow/state.js';
import { en } from '../../../src/locales/en.js';
import { Card } from '../../../src/element/view/card.js';
import { viewIn } from '../../support/ways.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;
const WAYS = { start: 'email', canEmail: true } as const;
const TYPING: State = { phase: 'awaiting-code' };
const AT_WISE: State = { phase: 'authorizing', via: 'popup', window: 'open' };

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
let page: AbortController;

beforeEach(() => {
  vi.clearAllMocks();
  card = new Card(asks);
  host = document.body.appendChild(document.createElement('div'));
  host.attachShadow({ mode: 'open' }).append(card.form);
  page = new AbortController();
});
afterEach(() => {
  host.remove();
  page.abort();
});

const show = (state: State): void => card.show(viewIn(state, WAYS), en, state.phase);

const event = (init: KeyboardEventInit, type = 'keydown'): KeyboardEvent =>
  new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, ...init });

/** Presses a key on a part of the card, by default the field. Returns the event. */
function presses(init: KeyboardEventInit, on: HTMLElement = card.input): KeyboardEvent {
  const pressed = event(init);
  on.dispatchEvent(pressed);
  return pressed;
}
const escape = (init: KeyboardEventInit = {}): KeyboardEvent => presses({ key: 'Escape', ...init }, card.form);

describe('Escape', () => {
  test('presses the cancel button, if there is one', () => {
    show(AT_WISE);
    expect(escape().defaultPrevented).toBe(true);
    expect(asks.cancel).toHaveBeenCalledOnce();
  });

  test.each<[name: string, state: State]>([
    ['“is this your account?”', { phase: 'confirming', link, attemptId: 'a' }],
    ['the code is submitted', { phase: 'exchanging' }],
    ['there is no attempt', { phase: 'idle' }],
    ['it is linked', { phase: 'linked', link }],
  ])('is left to the page while %s', (_, state) => {
    show(state);
    expect(escape().defaultPrevented).toBe(false);
    expect([asks.cancel, asks.decline, asks.confirm].flatMap(({ mock }) => mock.calls)).toEqual([]);
  });

  test('discards no text: in the code field it cancels only if the field is empty', () => {
    show(TYPING);
    card.input.value = 'G2s';
    expect([presses({ key: 'Escape' }).defaultPrevented, escape().defaultPrevented]).toEqual([false, false]);
    expect(asks.cancel).not.toHaveBeenCalled();
    card.input.value = '';
    expect(presses({ key: 'Escape' }).defaultPrevented).toBe(true);
    expect(asks.cancel).toHaveBeenCalledOnce();
  });

  const prevents = (received: Event): void => received.preventDefault();
  const LISTENERS: [name: string, listen: () => void][] = [
    ['earlier, in a capture listener of the page', () => window.addEventListener('keydown', prevents, { capture: true, signal: page.signal })],
    ['on the host', () => host.addEventListener('keydown', prevents, page)],
    ['on the document, after the card', () => document.addEventListener('keydown', prevents, page)],
    ['on the window, last', () => window.addEventListener('keydown', prevents, page)],
    ['by stopping it', () => document.addEventListener('keydown', (received) => received.stopPropagation(), page)],
  ];
  test.each(LISTENERS)('is ignored if the page prevents or stops it: %s', (_, listen) => {
    show(AT_WISE);
    listen();
    escape();
    expect(asks.cancel).not.toHaveBeenCalled();
    page.abort();
    // The next key must not trigger it later.
    presses({ key: 'a' }, card.form);
    expect(asks.cancel).not.toHaveBeenCalled();
  });

  test.each<[name: string, init: KeyboardEventInit]>([
    ['in Chromium and Firefox', { isComposing: true }],
    ['in Safari, which fires the key after the end of the composition', { keyCode: 229 }],
  ])('is ignored if it ends a composition: %s', (_, init) => {
    show(TYPING);
    expect(escape(init).defaultPrevented).toBe(false);
    expect(asks.cancel).not.toHaveBeenCalled();
  });

  test('held down counts once: it does not close a dialog around the card after it cancelled', () => {
    show(AT_WISE);
    escape();
    show({ phase: 'idle' });
    expect(escape({ repeat: true }).defaultPrevented).toBe(true);
    expect(asks.cancel).toHaveBeenCalledOnce();
  });
});

describe('the keys of the field', () => {
  const propagated = (types: readonly string[]): string[] => {
    const names: string[] = [];
    for (const type of types) {
      window.addEventListener(type, ({ type: name, key = '' }: Event & { key?: string }) => names.push(`${name} ${key}`.trim()), page);
    }
    return names;
  };

  test.each<[name: string, init: KeyboardEventInit]>([
    ['a letter', { key: 'k' }],
    ['a letter with Shift', { key: 'K', shiftKey: true }],
    ['a slash', { key: '/' }],
    ['Enter', { key: 'Enter' }],
    ['Backspace', { key: 'Backspace' }],
    ['an arrow', { key: 'ArrowLeft' }],
    ['Ctrl and V', { key: 'v', ctrlKey: true }],
    ['Cmd and A', { key: 'a', metaKey: true }],
  ])('stay in it, so that the page takes none for a shortcut: %s', (_, init) => {
    show(TYPING);
    const names = propagated(['keydown', 'keypress', 'keyup']);
    for (const type of ['keydown', 'keypress', 'keyup']) card.input.dispatchEvent(event(init, type));
    expect(names).toEqual([]);
  });

  test.each<[name: string, init: KeyboardEventInit]>([
    ['Escape', { key: 'Escape' }],
    ['Tab', { key: 'Tab' }],
    ['a function key', { key: 'F1' }],
    ['Ctrl and K', { key: 'k', ctrlKey: true }],
    ['Cmd and a slash', { key: '/', metaKey: true }],
  ])('that no field has a use for are the page’s: %s', (_, init) => {
    show(TYPING);
    card.input.value = 'G2s';
    const names = propagated(['keydown', 'keyup']);
    for (const type of ['keydown', 'keyup']) card.input.dispatchEvent(event(init, type));
    expect(names).toEqual([`keydown ${init.key}`, `keyup ${init.key}`]);
  });

  test('of a button are left to the page', () => {
    show(TYPING);
    const names = propagated(['keydown']);
    presses({ key: 'k' }, card.form);
    expect(names).toEqual(['keydown k']);
  });

  /** Prevents an event in a capture listener of the page. */
  const prevent = (type: string): void => window.addEventListener(type, (received) => received.preventDefault(), { capture: true, signal: page.signal });

  test.each(['keydown', 'keypress'])('still write if the page prevents each %s', (type) => {
    show(TYPING);
    card.input.focus();
    prevent(type);
    for (const key of 'G2x') card.input.dispatchEvent(event({ key }, type));
    card.input.dispatchEvent(event({ key: 'Backspace' }, type));
    for (const key of 's 8EJ') card.input.dispatchEvent(event({ key }, type));
    expect(card.input.value).toBe('G2s 8EJ');
    expect(asks.submit).not.toHaveBeenCalled();
    card.input.dispatchEvent(event({ key: 'Enter' }, type));
    expect(asks.submit).toHaveBeenCalledOnce();
  });

  test.each<[name: string, init: KeyboardEventInit]>([
    ['a shortcut', { key: 'k', ctrlKey: true }],
    ['a key of an input method', { key: 'k', isComposing: true }],
    ['the last key of an input method in Safari', { key: 'k', keyCode: 229 }],
    ['a key without a character', { key: 'Shift' }],
  ])('write nothing if they are not text: %s', (_, init) => {
    show(TYPING);
    card.input.focus();
    prevent('keydown');
    presses(init);
    expect(card.input.value).toBe('');
  });

  test('write once if nothing prevents them', () => {
    show(TYPING);
    card.input.focus();
    expect(presses({ key: 'G' }).defaultPrevented).toBe(false);
    expect(card.input.value).toBe('');
  });

  test('write a text even if the page prevents beforeinput', () => {
    show(TYPING);
    card.input.focus();
    card.input.value = 'abc';
    card.input.setSelectionRange(1, 2);
    prevent('beforeinput');
    const ended = new AbortController();
    let events = 0;
    addEventListener('beforeinput', () => (events += 1), { capture: true, signal: ended.signal });
    card.input.dispatchEvent(new InputEvent('beforeinput', { data: 'G2s8EJ', bubbles: true, composed: true, cancelable: true }));
    ended.abort();
    expect(card.input.value).toBe('aG2s8EJc');
    expect(card.input.selectionStart).toBe(7);
    expect(events, 'Safari has one for the text that is written instead').toBeLessThanOrEqual(2);
  });

  test('a paste does not propagate, and works even if the page prevents it', () => {
    show(TYPING);
    card.input.focus();
    const names = propagated(['paste']);
    prevent('paste');
    const paste = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
    // Firefox cannot create a paste event with custom data.
    Object.defineProperty(paste, 'clipboardData', { value: { getData: () => 'G2s8EJ' } });
    card.input.dispatchEvent(paste);
    expect([card.input.value, names]).toEqual(['G2s8EJ', []]);
  });

  test.each([
    ['two lines are kept', 'G2s8EJ\r\nABCDEF\n', 'G2s8EJ\u2028ABCDEF'],
    ['an empty line is removed', 'G2s8EJ\n\nABCDEF', 'G2s8EJ\u2028ABCDEF'],
  ])('in pasted or dropped text, %s', (_, text, value) => {
    show(TYPING);
    card.input.focus();
    card.input.dispatchEvent(new InputEvent('beforeinput', { data: text, bubbles: true, composed: true, cancelable: true }));
    expect(card.input.value).toBe(value);
  });

  test('keys do not change a busy field', () => {
    show({ phase: 'awaiting-code', isWaiting: true });
    card.input.value = 'G2s8EJ';
    card.input.focus();
    prevent('keydown');
    for (const key of ['X', 'Backspace']) presses({ key });
    expect(card.input.value).toBe('G2s8EJ');
  });

  test('Enter held down submits once', () => {
    show(TYPING);
    expect([false, true, true].map((repeat) => presses({ key: 'Enter', repeat }).defaultPrevented)).toEqual([false, true, true]);
  });
});

test('E4 the field has no autocorrect, autocomplete or spellcheck', () => {
  expect(Object.fromEntries(['autocorrect', 'autocapitalize', 'spellcheck', 'autocomplete'].map((name) => [name, card.input.getAttribute(name)]))).toEqual({
    autocorrect: 'off', autocapitalize: 'none', spellcheck: 'false', autocomplete: 'one-time-code',
  });
});
