// Tests the rendered card.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LinkError } from '../../../src/errors.js';
import type { State } from '../../../src/flow/state.js';
import { en } from '../../../src/locales/en.js';
import { Card } from '../../../src/element/view/card.js';
import { viewIn, type Open } from '../../support/ways.js';

const URL_AT_WISE = 'https://wise.com/oauth/authorize/?client_id=bank&state=CANARY';
const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;
const request = { key: 'k', payload: { attemptId: 'a', confirm: true } };
const blocked: State = { phase: 'authorizing', via: 'popup', window: 'blocked' };
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
  url: () => URL_AT_WISE,
  ahead: vi.fn(),
};

let card: Card;
let host: HTMLElement;

beforeEach(() => {
  card = new Card(asks);
  host = document.body.appendChild(document.createElement('div'));
  host.attachShadow({ mode: 'open' }).append(card.form);
  vi.clearAllMocks();
});
afterEach(() => {
  host.remove();
  vi.useRealTimers();
});

const show = (state: State, ways: Partial<Open> = {}): void =>
  card.show(viewIn(state, { start: 'email', canEmail: true, ...ways }), en, state.phase);
const find = (part: string): HTMLElement => {
  const found = card.form.querySelector<HTMLElement>(`[part=${part}]`);
  if (!found) throw new Error(`no ${part}`);
  return found;
};

/** Activates the link with this event. Returns the URL that the browser would open. */
function follow(type: 'click' | 'auxclick', init: MouseEventInit): string {
  let target = '';
  const record = (event: Event): void => {
    if (!event.defaultPrevented) target = find('link').getAttribute('href') ?? '';
    event.preventDefault(); // The test must not navigate.
  };
  host.addEventListener(type, record, { once: true });
  find('link').dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, detail: 1, ...init }));
  host.removeEventListener(type, record);
  return target;
}

/** Waits until the browser has followed the link. */
const followed = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

describe('the card', () => {
  test.each([
    ['launch', { phase: 'idle' }, 'launch'],
    ['submit', { phase: 'awaiting-code' }, 'submit'],
    ['retry', { phase: 'failed', error: new LinkError('wise_unavailable'), request }, 'retry'],
    ['email', { phase: 'awaiting-code' }, 'email'],
    ['cancel', { phase: 'awaiting-code' }, 'cancel'],
    ['confirm', { phase: 'confirming', link, attemptId: 'a' }, 'confirm'],
    ['decline', { phase: 'confirming', link, attemptId: 'a' }, 'decline'],
    ['continue-here', { phase: 'authorizing', via: 'popup', window: 'gone' }, 'continue-here'],
    ['email', { phase: 'authorizing', via: 'popup', window: 'gone' }, 'email'],
  ] as const)('%s asks in %o for %s', async (part, state, ask) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    show(state);
    await vi.advanceTimersByTimeAsync(500);
    find(part).click();
    expect(asks[ask]).toHaveBeenCalledOnce();
  });

  test('a button that must wait asks for nothing, and the customer can still cancel', () => {
    show({ phase: 'requesting-email' });
    for (const part of ['submit', 'email'] as const) {
      expect(find(part).getAttribute('aria-disabled')).toBe('true');
      find(part).click();
      expect(asks[part]).not.toHaveBeenCalled();
    }
    find('cancel').click();
    expect(asks.cancel).toHaveBeenCalledOnce();
  });

  test('a partly typed code stays while the card changes', () => {
    show({ phase: 'awaiting-code' });
    card.input.value = 'G2s';
    show({ phase: 'authorizing', via: 'popup', window: 'open' });
    show({ phase: 'awaiting-code' });
    expect(card.input.value).toBe('G2s');
  });

  test('A3 an unchanged text is not set again, so that a screen reader does not announce it twice', async () => {
    show({ phase: 'linked', link });
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(card.form, { subtree: true, childList: true, characterData: true });
    show({ phase: 'linked', link });
    await Promise.resolve();
    expect([...changes, ...observer.takeRecords()]).toEqual([]);
    observer.disconnect();
  });

  test('A3 the live regions exist before their first text', () => {
    expect([...card.form.querySelectorAll<HTMLElement>('[role]')].map(({ role, hidden }) => [role, hidden])).toEqual([['alert', false], ['status', false]]);
  });

  test('A5 the name of every control that opens another tab mentions it, and no other name does', async () => {
    show(blocked, { start: 'popup' });
    const shown = [...card.form.querySelectorAll<HTMLElement>('button, a')].filter((control) => control.checkVisibility());
    expect(shown.map(({ part }) => part.value)).toEqual(['link', 'continue-here', 'email', 'cancel', 'copy']);
    for (const control of shown) {
      const opens = control === find('link') ? ' (opens a new window)' : '';
      await expect.element(control).toHaveAccessibleName(`${control.textContent}${opens}`);
    }
  });

  test('A13 nothing is ever disabled', () => {
    show({ phase: 'exchanging', request });
    expect(card.form.querySelectorAll('[disabled]')).toHaveLength(0);
    expect(card.form.classList).toContain('busy');
  });

  test('A4 the focus moves to the code field, and to the card if the focused control is removed', () => {
    const root = host.shadowRoot;
    show({ phase: 'awaiting-code' });
    card.focus(find('email'));
    expect(root?.activeElement).toBe(card.input);
    show({ phase: 'linked', link });
    card.focus(card.input);
    expect(root?.activeElement).toBe(card.form);
  });
});

describe('the link to Wise', () => {
  beforeEach(() => show(blocked));

  test('L3 is an <a> to a new tab, which keeps its opener', () => {
    expect([find('link').localName, find('link').getAttribute('target'), find('link').getAttribute('rel')]).toEqual(['a', '_blank', 'opener']);
  });

  test('S10 does not contain the state while it is shown', () => {
    expect(find('link').getAttribute('href')).toBe('https://wise.com/oauth/authorize/');
    expect(card.form.outerHTML).not.toContain('CANARY');
  });

  test.each([
    ['a click', 'click', {}],
    ['the keyboard, or assistive technology', 'click', { detail: 0 }],
    ['a click with ctrl, for a background tab', 'click', { ctrlKey: true }],
    ['a click with cmd', 'click', { metaKey: true }],
    ['a click with shift, for a window', 'click', { shiftKey: true }],
    ['the middle button', 'auxclick', { button: 1 }],
  ] as const)('L18 opens the complete request with %s', async (_, type, init) => {
    expect(follow(type, init)).toBe(URL_AT_WISE);
    expect(asks.link).not.toHaveBeenCalled(); // only after the browser has followed the link
    await followed();
    expect(asks.link).toHaveBeenCalledOnce();
    expect(find('link').getAttribute('href')).toBe('https://wise.com/oauth/authorize/');
  });

  test('L18 ignores the right button, which opens a menu', async () => {
    follow('auxclick', { button: 2 });
    await followed();
    expect(asks.link).not.toHaveBeenCalled();
  });

  test('H17 ignores the second click of a double click, which was meant for the previous control', async () => {
    expect(follow('click', { detail: 2 })).toBe('');
    await followed();
    expect(asks.link).not.toHaveBeenCalled();
  });
});

describe('the copy button', () => {
  beforeEach(() => show(blocked));

  test('copies the complete link, shows a notice, and calls nothing else', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    find('copy').click();
    await vi.waitFor(() => expect(find('notice').textContent).toBe('Copied.'));
    expect(write).toHaveBeenCalledExactlyOnceWith(URL_AT_WISE);
    expect(find('error').hidden).toBe(true);
    for (const ask of ['launch', 'link', 'continue-here', 'email', 'cancel'] as const) expect(asks[ask]).not.toHaveBeenCalled();
  });

  test('shows a notice if the browser refuses, and the other controls stay', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'));
    find('copy').click();
    await vi.waitFor(() => expect(find('notice').textContent).toBe('That could not be copied.'));
    expect(find('link').hidden).toBe(false);
  });

  test('L13 shows that notice also without a clipboard, as on a page without https', async () => {
    vi.stubGlobal('navigator', { clipboard: undefined });
    find('copy').click();
    await vi.waitFor(() => expect(find('notice').textContent).toBe('That could not be copied.'));
  });
});
