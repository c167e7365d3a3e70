import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WiseLink } from '../../src/index.js';
import { storedAttempts, storeAttempt } from '../../src/attempt/stored-attempts.js';
import { emailAnswers, exchangeAnswers, json, LINK, linked, pending, sent } from '../support/backend.js';
import { answers, press, reaches, seen, type, wiseLink } from '../support/element.js';
import { WiseWindow } from '../support/wise-window.js';

let wise: WiseWindow;

beforeEach(() => {
  wise = new WiseWindow();
});
afterEach(() => wise.remove());

const refuse = (name: string) => (): never => {
  throw new DOMException('no', name);
};

const storages = ['sessionStorage', 'localStorage'] as const;
/** The ways in which a browser can lack storage. */
const lacks: [string, () => void][] = [
  ['Q1 all cookies blocked, so that storage throws', () => storages.forEach((name) => vi.spyOn(window, name, 'get').mockImplementation(refuse('SecurityError')))],
  ['Q2 full storage', () => void vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse('QuotaExceededError'))],
  ['Q3 a private window of an old Safari, without storage', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse('QuotaExceededError'));
    vi.spyOn(Storage.prototype, 'length', 'get').mockReturnValue(0);
  }],
  ['Q10 undefined storage', () => storages.forEach((name) => vi.spyOn(window, name, 'get').mockReturnValue(undefined as never))],
];

/** From the button to "linked", in a window. */
async function linksByWindow(element: WiseLink): Promise<void> {
  press(element, 'launch');
  wise.answer('code=c');
  await reaches(element, 'linked');
}

describe('a browser with', () => {
  test.each(lacks)('%s: the window links', async (_, lack) => {
    lack();
    const calls = exchangeAnswers(linked);
    await linksByWindow(await wiseLink());
    expect(calls).toHaveLength(1);
  });

  test.each(lacks)('%s: the typed code links', async (_, lack) => {
    lack();
    emailAnswers(sent);
    exchangeAnswers(pending, linked);
    const element = await wiseLink({ mode: 'email', 'email-url': '/api/wise/email' });
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'confirming');
    await answers(element, 'confirm');
    await reaches(element, 'linked');
  });

  test.each(lacks)('%s: the redirect is refused before it navigates, with a text, and the window still links', async (_, lack) => {
    lack();
    exchangeAnswers(linked);
    const element = await wiseLink({ mode: 'redirect' });
    press(element, 'launch');
    await reaches(element, 'failed');
    expect(element.error?.code).toBe('storage_unavailable');
    expect(seen(element)).toEqual({ error: 'We could not connect your account. Start again.', launch: 'Start again' });
    element.mode = 'popup';
    await element.updateComplete;
    await linksByWindow(element);
  });

  test('Q9 no BroadcastChannel: the window links', async () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    exchangeAnswers(linked);
    await linksByWindow(await wiseLink());
  });
});

describe('storage that is cleared meanwhile', () => {
  test.each(['authorizing', 'exchanging', 'confirming'])('Q5 while %s: it links', async (phase) => {
    exchangeAnswers(pending, linked);
    const element = await wiseLink();
    press(element, 'launch');
    if (phase === 'authorizing') sessionStorage.clear();
    wise.answer('code=c');
    await reaches(element, 'exchanging');
    if (phase === 'exchanging') sessionStorage.clear();
    await reaches(element, 'confirming');
    if (phase === 'confirming') sessionStorage.clear();
    await answers(element, 'confirm');
    await reaches(element, 'linked');
    expect(sessionStorage).toHaveLength(0);
  });

  test('Q5 while the element is removed and added again: it links', async () => {
    exchangeAnswers(linked);
    const element = await wiseLink();
    const parent = element.parentElement;
    press(element, 'launch');
    element.remove();
    await Promise.resolve();
    sessionStorage.clear();
    parent?.append(element);
    wise.answer('code=c');
    await reaches(element, 'linked');
  });
});

describe('keys of this library', () => {
  test.each([
    ['text', 'junk'],
    ['the JSON of an old version', '{"url":"https://wise.com/","expires":9999999999999}'],
    ['four million characters', 'a'.repeat(4e6)],
    ['a stored attempt without an expiry', 'url=x&page=1'],
  ])('Q6 Q7 %s is removed, and an attempt can start; other keys stay', async (_, junk) => {
    sessionStorage.setItem('wise-link:x', junk);
    sessionStorage.setItem('theirs', 'x');
    const element = await wiseLink();
    expect(element.phase).toBe('idle');
    expect(Object.fromEntries(Object.entries(sessionStorage))).toEqual({ theirs: 'x' });
    exchangeAnswers(linked);
    await linksByWindow(element);
    expect(Object.fromEntries(Object.entries(sessionStorage))).toEqual({ theirs: 'x' });
  });

  test('Q7 the end of an attempt removes only its own record', async () => {
    storeAttempt('other', { url: 'x', expires: `${Date.now() + 60_000}`, page: '1' });
    const element = await wiseLink();
    press(element, 'launch');
    expect([...storedAttempts().keys()].sort()).toEqual([wise.state, 'other'].sort());
    element.cancel();
    expect([...storedAttempts().keys()]).toEqual(['other']);
  });
});

describe('Q8 of a customer', () => {
  const flows: [string, Record<string, string>, (element: WiseLink) => Promise<void>][] = [
    ['a window', {}, async (element) => {
      press(element, 'launch');
      wise.answer('code=CANARY&profileId=777777');
      await reaches(element, 'confirming');
    }],
    ['a typed code', { mode: 'email', 'email-url': '/api/wise/email' }, async (element) => {
      press(element, 'launch');
      await reaches(element, 'awaiting-code');
      type(element, 'CANARY');
      press(element, 'submit');
      await reaches(element, 'confirming');
    }],
  ];
  test.each(flows)('who links with %s, no personal data and no code is stored', async (_, attributes, flow) => {
    emailAnswers(sent);
    const answer = { status: 'linked', link: LINK, subject: 'customer-1' };
    exchangeAnswers(pending, json(answer));
    const written: string[] = [];
    const { setItem } = Storage.prototype;
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(function (this: Storage, key, value) {
      written.push(`${this === localStorage ? 'local' : 'session'} ${key} ${value}`);
      setItem.call(this, key, value);
    });
    const element = await wiseLink(attributes);
    await flow(element);
    await answers(element, 'confirm');
    await reaches(element, 'linked');
    expect(written.length).toBeGreaterThan(2);
    for (const secret of ['CANARY', '777777', 's•••', encodeURIComponent('s•••')]) expect(written.join('\n')).not.toContain(secret);
    // Local storage has only the masked notice to other tabs, removed at once, and the end of the email cooldown.
    const local = written.filter((entry) => entry.startsWith('local')).map((entry) => entry.replace(/ \d+$/, ' a moment'));
    const client = 'https://wise-sandbox.com/oauth/authorize/ bank';
    expect(local).toEqual([
      ...('mode' in attributes ? [`local wise-link:email ${client} a moment`] : []),
      `local wise-link:${client} ${JSON.stringify(answer)}`,
    ]);
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 0]);
    expect(document.cookie).toBe('');
  });
});
