import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { State } from '../../../src/flow/state.js';
import { en } from '../../../src/locales/en.js';
import { Card } from '../../../src/view/card.js';
import { viewOf } from '../../../src/view/view.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;
const asks = { main: vi.fn(), here: vi.fn(), resend: vi.fn(), cancel: vi.fn() };

let card: Card;
let host: HTMLElement;

beforeEach(() => {
  card = new Card(asks);
  host = document.body.appendChild(document.createElement('div'));
  host.attachShadow({ mode: 'open' }).append(card.form);
  vi.clearAllMocks();
});
afterEach(() => host.remove());

const show = (state: State): void => card.show(viewOf(state, en, 'email'), en, state.phase);
const find = (part: string): HTMLElement => {
  const found = card.form.querySelector<HTMLElement>(`[part=${part}]`);
  if (!found) throw new Error(`no ${part}`);
  return found;
};

describe('the card', () => {
  test.each([
    ['launch', { phase: 'idle' }, 'main'],
    ['submit', { phase: 'awaiting-code' }, 'main'],
    ['resend', { phase: 'awaiting-code' }, 'resend'],
    ['cancel', { phase: 'awaiting-code' }, 'cancel'],
    ['confirm', { phase: 'confirming', link, attemptId: 'a' }, 'main'],
    ['decline', { phase: 'confirming', link, attemptId: 'a' }, 'cancel'],
    ['continue-here', { phase: 'authorizing', via: 'popup', window: 'gone' }, 'here'],
  ] as const)('%s asks in %o for %s', (part, state, ask) => {
    show(state);
    find(part).click();
    expect(asks[ask]).toHaveBeenCalledOnce();
  });

  test('a half-typed code stays while the card changes around it', () => {
    show({ phase: 'awaiting-code' });
    card.input.value = 'G2s';
    show({ phase: 'authorizing', via: 'popup', window: 'open' });
    show({ phase: 'awaiting-code' });
    expect(card.input.value).toBe('G2s');
  });

  test('A3 a text that is shown already is not written again: a screen reader would say it twice', async () => {
    show({ phase: 'linked', link });
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(card.form, { subtree: true, childList: true, characterData: true });
    show({ phase: 'linked', link });
    await Promise.resolve();
    expect([...changes, ...observer.takeRecords()]).toEqual([]);
    observer.disconnect();
  });

  test('A3 the live regions are there before they speak', () => {
    expect([find('status').role, find('error').role]).toEqual(['status', 'alert']);
  });

  test('A13 nothing is ever disabled', () => {
    show({ phase: 'exchanging', request: { key: 'k', payload: { attemptId: 'a', confirm: true } } });
    expect(card.form.querySelectorAll('[disabled]')).toHaveLength(0);
    expect(card.form.classList).toContain('busy');
  });

  test('A4 the focus goes to the code, and to the card where its place has gone', () => {
    const root = host.shadowRoot;
    show({ phase: 'awaiting-code' });
    card.focus();
    expect(root?.activeElement).toBe(card.input);
    show({ phase: 'linked', link });
    card.focus();
    expect(root?.activeElement).toBe(card.form);
  });
});
