import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixture, html } from '@open-wc/testing';
import { WiseLink } from '../../src/index.js';
import { ar } from '../../src/locales/ar.js';
import { de } from '../../src/locales/de.js';
import { en } from '../../src/locales/en.js';
import { ptBR } from '../../src/locales/pt-BR.js';
import { exchangeAnswers, json, LINK, linked, problem, statusAnswers } from '../support/backend.js';
import { partOf, press, reaches, seen, type, wiseLink } from '../support/element.js';

beforeEach(() => {
  WiseLink.localize(de);
  WiseLink.localize(ar);
});
afterEach(() => {
  document.documentElement.lang = 'en';
});

/** The words of the page's language are there when it has been drawn anew. */
async function speaks(element: WiseLink, lang: string): Promise<void> {
  document.documentElement.lang = lang;
  await vi.waitFor(() => expect(element.shadowRoot?.querySelector('form')?.lang).toBe(lang));
}

describe('the words', () => {
  test('are in the language of the page, and change with it while the attempt goes on', async () => {
    exchangeAnswers(problem('code_invalid', 422, { attemptsLeft: 2 }));
    const element = await wiseLink({ mode: 'email' });
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await vi.waitFor(() => expect(seen(element).error).toContain(en.wrong));
    await speaks(element, 'de');
    expect(seen(element)).toMatchObject({
      status: de['awaiting-code'],
      hint: de.safety,
      submit: de.submit,
      cancel: de.cancel,
      error: `${de.wrong} ${de.triesLeft.other.replace('{count}', '2')}`,
    });
    expect(partOf(element, 'input')).toHaveProperty('value', 'G2s8EJ');
    await speaks(element, 'en');
    expect(seen(element).submit).toBe(en.submit);
  });

  test('are in the language of the element, where it says one', async () => {
    const element = await wiseLink({ lang: 'de-CH' });
    expect(seen(element)).toEqual({ status: de.popup, launch: de.connect });
    element.lang = 'ar';
    await vi.waitFor(() => expect(seen(element).launch).toBe(ar.connect));
  });

  test.each([
    ['de_DE', de],
    ['pt_BR', ptBR],
    ['pt_BR.UTF-8', ptBR],
  ])('are there for lang="%s", as servers write it', async (lang, { connect }) => {
    WiseLink.localize(ptBR);
    expect(seen(await wiseLink({ lang })).launch).toBe(connect);
  });

  test('are English where there are none', async () => {
    expect(seen(await wiseLink({ lang: 'eo' })).launch).toBe(en.connect);
  });

  test.each(['', ' ', '-', 'x', 'e', 'en_US', 'de_AT', 'toString', '__proto__', 'constructor', 'en-US-u-ca-buddhist', 'i-klingon', '🤷', '<b>', ['a hundred thousand letters', 'a'.repeat(1e5)], ['half a character', '\ud800']].map((lang) => (typeof lang === 'string' ? [lang, lang] : lang)))(
    'N10 are there for a page whose lang is "%s"',
    async (_, lang = '') => {
      const { launch, status } = seen(await wiseLink({ lang }));
      const { connect, popup } = lang === 'de_AT' ? de : en;
      expect([launch, status]).toEqual([connect, popup]);
    },
  );

  test('N9 that hold markup, from the partner or a catalogue, are text', async () => {
    const markup = '<img src=x onerror="globalThis.harmed = true"><script>globalThis.harmed = true</script>';
    WiseLink.localize({ ...de, lang: 'mi', popupFor: markup });
    const element = await wiseLink({ lang: 'mi' });
    element.messages = { connect: `${markup}{partner}` };
    element.partnerName = markup;
    await element.updateComplete;
    expect([seen(element).launch, seen(element).status]).toEqual([markup + markup, markup]);
    expect(element.shadowRoot?.querySelectorAll('img, script')).toHaveLength(0);
    expect(globalThis).not.toHaveProperty('harmed');
  });

  test('come from a function, when they are needed, and what was shown stays until then', async () => {
    let come: (words: typeof de) => void = () => {};
    const nds = { ...de, lang: 'nds', connect: 'Wise-Konto verbinnen' };
    WiseLink.localize((tags) => (tags.includes('nds') ? new Promise((resolve) => (come = resolve)) : undefined));
    const element = await wiseLink();
    element.lang = 'nds';
    await Promise.resolve();
    await element.updateComplete;
    expect(seen(element).launch).toBe(en.connect);
    // Who begins in the meantime loses nothing.
    const other = await wiseLink({ lang: 'nds', mode: 'email' });
    expect([other.phase, seen(other)]).toEqual(['awaiting-code', {}]);
    come(nds);
    await vi.waitFor(() => expect(seen(element).launch).toBe('Wise-Konto verbinnen'));
    expect(seen(other).status).toBe(de['awaiting-code']);
  });

  test('name the partner, and are his own where he has some', async () => {
    const element = await wiseLink({ 'partner-name': 'Meridian Bank' });
    element.messages = { connect: 'Link Wise to {partner}' };
    await element.updateComplete;
    expect(seen(element)).toEqual({
      status: 'Log in at Wise and choose what to share with Meridian Bank. Your password stays there.',
      launch: 'Link Wise to Meridian Bank',
    });
  });

  test('after a link say what comes next', async () => {
    exchangeAnswers(linked);
    const element = await wiseLink({ mode: 'email', 'partner-name': 'Meridian Bank' });
    element.open({ mode: 'email' });
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'linked');
    expect(seen(element)).toMatchObject({ status: 'Your Wise account is linked to Meridian Bank.', next: en.next });
  });

  test('A12 numbers are written in one kind of digits, in whatever is counted and whenever', async () => {
    exchangeAnswers(problem('code_invalid', 422, { attemptsLeft: 4 }));
    const element = await wiseLink({ mode: 'email', lang: 'ar-EG' });
    type(element, 'WRONGX');
    press(element, 'submit');
    await reaches(element, 'exchanging');
    await reaches(element, 'awaiting-code');
    const { time = '', error = '' } = seen(element);
    expect([/[٠-٩]/.test(time), /٤/.test(error), /[0-9]/.test(time + error)]).toEqual([true, true, false]);
  });

  test('A12 from right to left, a masked name does not fall apart', async () => {
    exchangeAnswers(linked);
    const element = await wiseLink({ mode: 'email', lang: 'ar', dir: 'rtl' });
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'linked');
    expect(seen(element).hint).toContain('\u2068S••• J•••\u2069');
  });
});

describe('what the partner puts in', () => {
  const slotted = (content: unknown): Promise<WiseLink> =>
    fixture<WiseLink>(html`<wise-link
      environment="sandbox"
      client-id="bank"
      mode="popup"
      redirect-uri="${location.origin}/wise-callback.html"
      exchange-url="/api/wise/exchange"
      >${content}</wise-link
    >`);

  test('a logo above, help below; what has no place is only there until the script has come', async () => {
    const element = await slotted(html`<b slot="logo">Bank</b><i slot="help">Help</i><u>no script</u>`);
    const [logo, help, none] = ['b', 'i', 'u'].map((tag) => element.querySelector(tag)?.getBoundingClientRect());
    const { top, bottom } = partOf(element, 'status').getBoundingClientRect();
    expect(logo?.bottom).toBeLessThanOrEqual(top);
    expect(help?.top).toBeGreaterThanOrEqual(bottom);
    expect(none?.height).toBe(0);
  });

  test('A5 a label of his own is the name of the button, with the new window, and only where one begins', async () => {
    const element = await slotted(html`<span slot="launch-label">Link <b>Wise</b></span>`);
    const launch = partOf(element, 'launch');
    await expect.element(launch).toHaveAccessibleName('Link Wise (opens a new window)');
    expect(element.querySelector('span')?.checkVisibility()).toBe(true);
    vi.spyOn(window, 'open').mockReturnValue(null);
    press(element, 'launch');
    await vi.waitFor(() => expect(seen(element).status).toBe(en.blocked));
    expect(element.querySelector('span')?.checkVisibility()).toBe(false);
  });

  test('A5 a label that comes late is the name too', async () => {
    const element = await slotted('');
    const label = Object.assign(document.createElement('span'), { slot: 'launch-label', textContent: 'Late' });
    element.append(label);
    await expect.element(partOf(element, 'launch')).toHaveAccessibleName('Late (opens a new window)');
  });

  test.each([
    ['whose text is changed in place', (label: HTMLElement) => Reflect.set(label.firstChild ?? {}, 'data', 'Connect Wise'), 'Connect Wise'],
    ['whose text is another', (label: HTMLElement) => Reflect.set(label, 'textContent', 'Connect Wise'), 'Connect Wise'],
    ['that holds an image', (label: HTMLElement) => label.append(' ', Object.assign(new Image(), { alt: 'with Wise' })), 'Label with Wise'],
    ['that has become an image', (label: HTMLElement) => label.replaceWith(Object.assign(new Image(), { alt: 'Wise', slot: 'launch-label' })), 'Wise'],
    ['with a part that nobody sees', (label: HTMLElement) => label.append(Object.assign(document.createElement('b'), { hidden: true, textContent: '!' })), 'Label'],
    ['that has gone again', (label: HTMLElement) => label.remove(), en.connect],
  ])('A5 of a label %s the name follows what is seen', async (_, change, name) => {
    const element = await slotted(html`<span slot="launch-label">Label</span>`);
    const launch = partOf(element, 'launch');
    await expect.element(launch).toHaveAccessibleName('Label (opens a new window)');
    const label = element.querySelector('span');
    if (label) change(label);
    await expect.element(launch).toHaveAccessibleName(`${name} (opens a new window)`);
  });
});

describe('the looks', () => {
  test('A9 what moves while the customer waits stops within five seconds, and is only moved and never painted anew', async () => {
    const { matches } = matchMedia('(prefers-reduced-motion: no-preference)');
    expect(matches).toBe(true);
    vi.spyOn(window, 'open').mockReturnValue(window);
    const element = await wiseLink();
    element.addEventListener('wise-link-navigate', (event) => event.preventDefault());
    press(element, 'launch');
    await element.updateComplete;
    const form = partOf(element, 'card');
    const moving = form.getAnimations({ subtree: true }).flatMap(({ effect }) => (effect instanceof KeyframeEffect && effect.pseudoElement ? effect : []));
    expect(moving.map((effect) => effect.getComputedTiming().endTime)).toEqual([4800]);
    const what = moving.flatMap((effect) => effect.getKeyframes()).flatMap((frame) => Object.keys(frame));
    expect(new Set(what)).toEqual(new Set(['offset', 'computedOffset', 'easing', 'composite', 'transform']));
    element.cancel();
  });

  const background = (element: WiseLink): string => getComputedStyle(partOf(element, 'card')).backgroundColor;

  // How dark the canvas is, each engine says for itself.
  test.each([
    ['light', 255, 255],
    ['dark', 0, 64],
  ])('are %s where the partner says so, whatever the page is', async (theme, least, most) => {
    const element = await wiseLink({ theme });
    for (const scheme of ['light', 'dark']) {
      document.documentElement.style.colorScheme = scheme;
      const channels = (background(element).match(/\d+/g) ?? []).map(Number);
      expect(channels).toHaveLength(3);
      for (const channel of channels) expect([channel >= least, channel <= most]).toEqual([true, true]);
    }
    document.documentElement.style.colorScheme = '';
  });

  test('a button alone has no frame, and its sentence is for screen readers, until something is to be said', async () => {
    const element = await wiseLink({ appearance: 'button' });
    const { borderTopWidth, paddingTop, backgroundColor } = getComputedStyle(partOf(element, 'card'));
    expect([borderTopWidth, paddingTop, backgroundColor]).toEqual(['0px', '0px', 'rgba(0, 0, 0, 0)']);
    expect(partOf(element, 'status').offsetWidth).toBe(1);
    expect(partOf(element, 'card').offsetHeight).toBe(partOf(element, 'launch').offsetHeight);
    vi.spyOn(window, 'open').mockReturnValue(null);
    press(element, 'launch');
    await vi.waitFor(() => expect(partOf(element, 'status').offsetWidth).toBeGreaterThan(100));
  });

  test('are veiled until the backend has said how things stand, for a second at most; what is under the veil works', async () => {
    let answer: () => void = () => {};
    const asked = new Promise<void>((resolve) => (answer = resolve));
    statusAnswers(async () => {
      await asked;
      return json({ status: 'linked', link: LINK })();
    });
    const element = await wiseLink({ 'status-url': '/api/wise/status', appearance: 'card' });
    const launch = partOf(element, 'launch');
    const colour = (): string => getComputedStyle(launch).color;
    expect([partOf(element, 'card').ariaBusy, colour()]).toEqual(['true', 'rgba(0, 0, 0, 0)']);
    const [veil] = launch.getAnimations();
    veil?.finish();
    expect(colour()).not.toBe('rgba(0, 0, 0, 0)');
    expect(veil?.effect?.getComputedTiming().endTime).toBe(1000);
    answer();
    await reaches(element, 'linked');
    expect(partOf(element, 'card').ariaBusy).toBe('false');
  });

  test('are not veiled any more when the customer has begun under the veil', async () => {
    statusAnswers(() => new Promise(() => {}));
    vi.spyOn(window, 'open').mockReturnValue(null);
    const element = await wiseLink({ 'status-url': '/api/wise/status' });
    press(element, 'launch');
    await vi.waitFor(() => expect(seen(element).status).toBe(en.blocked));
    expect(partOf(element, 'card').ariaBusy).toBe('false');
  });

  test('are set by properties as by attributes', async () => {
    const element = await wiseLink();
    Object.assign(element, { theme: 'dark', appearance: 'button', partnerName: 'Meridian Bank' });
    await element.updateComplete;
    expect([element.getAttribute('theme'), element.getAttribute('appearance')]).toEqual(['dark', 'button']);
  });

  test('A9 a card that grows is eased, and not where less motion is asked for', async () => {
    const animate = vi.spyOn(Element.prototype, 'animate');
    const element = await wiseLink();
    vi.spyOn(window, 'open').mockReturnValue(null);
    press(element, 'launch');
    await vi.waitFor(() => expect(animate).toHaveBeenCalledOnce());
    const [, timing] = animate.mock.calls[0] ?? [];
    expect(timing).toMatchObject({ duration: 200 });
    vi.stubGlobal('matchMedia', () => ({ matches: true }));
    press(element, 'cancel');
    await element.updateComplete;
    expect(animate).toHaveBeenCalledOnce();
  });
});
