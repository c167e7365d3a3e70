// Tests the texts, slots and styles of the card.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixture, html } from '@open-wc/testing';
import { WiseLink } from '../../src/index.js';
import { ar } from '../../src/locales/ar.js';
import { de } from '../../src/locales/de.js';
import { en, type Words } from '../../src/locales/en.js';
import { ja } from '../../src/locales/ja.js';
import { ko } from '../../src/locales/ko.js';
import { ptBR } from '../../src/locales/pt-BR.js';
import { exchangeAnswers, json, LINK, linked, pending, problem, statusAnswers } from '../support/backend.js';
import { partOf, press, reaches, seen, type, wiseLink } from '../support/element.js';

beforeEach(() => {
  WiseLink.localize(de);
  WiseLink.localize(ar);
});
afterEach(() => {
  document.documentElement.lang = 'en';
});

/** Sets the page's language, and waits until the card is rendered in it. */
async function setLanguage(element: WiseLink, lang: string): Promise<void> {
  document.documentElement.lang = lang;
  await vi.waitFor(() => expect(element.shadowRoot?.querySelector('form')?.lang).toBe(lang));
}

/** The lines of the warning beside the code field, in a narrow card. */
async function linesOfHint(words: Words, width = '16rem'): Promise<string[]> {
  WiseLink.localize(words);
  const element = await wiseLink({ mode: 'email' });
  await setLanguage(element, words.lang);
  element.style.setProperty('--wise-link-width', width);
  const hint = partOf(element, 'hint');
  const lines: string[] = [];
  let last = Number.NaN;
  for (const { firstChild: text } of hint.children) {
    for (const [at, letter] of Array.from(text?.textContent ?? '').entries()) {
      const range = document.createRange();
      range.setStart(text ?? hint, at);
      range.setEnd(text ?? hint, at + 1);
      const { top } = range.getBoundingClientRect();
      if (top === last) lines.push(`${lines.pop()}${letter}`);
      else lines.push(letter);
      last = top;
    }
  }
  return lines;
}

describe('the words', () => {
  test('are in the language of the page, and change with it during an attempt', async () => {
    exchangeAnswers(problem('code_invalid', 422, { attemptsLeft: 2 }));
    const element = await wiseLink({ mode: 'email' });
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await vi.waitFor(() => expect(seen(element).error).toContain(en.wrong));
    await setLanguage(element, 'de');
    expect(seen(element)).toMatchObject({
      hint: de.safety,
      submit: de.submit,
      cancel: de.cancel,
      error: `${de.wrong} ${de.triesLeft.other.replace('{count}', '2')}`,
    });
    expect(partOf(element, 'input')).toHaveProperty('value', 'G2s8EJ');
    await setLanguage(element, 'en');
    expect(seen(element).submit).toBe(en.submit);
  });

  test('are in the language of the element, if it has lang', async () => {
    const element = await wiseLink({ lang: 'de-CH' });
    expect(seen(element)).toEqual({ heading: de.connect, status: de.popup, next: de.next, launch: de.connect });
    element.lang = 'ar';
    await vi.waitFor(() => expect(seen(element).launch).toBe(ar.connect));
  });

  test.each([
    ['de_DE', de],
    ['pt_BR', ptBR],
    ['pt_BR.UTF-8', ptBR],
  ])('support lang="%s", a format of servers', async (lang, { connect }) => {
    WiseLink.localize(ptBR);
    expect(seen(await wiseLink({ lang })).launch).toBe(connect);
  });

  test('are English for an unsupported language', async () => {
    expect(seen(await wiseLink({ lang: 'eo' })).launch).toBe(en.connect);
  });

  test.each(['', ' ', '-', 'x', 'e', 'en_US', 'de_AT', 'toString', '__proto__', 'constructor', 'en-US-u-ca-buddhist', 'i-klingon', '🤷', '<b>', ['a hundred thousand letters', 'a'.repeat(1e5)], ['half a character', '\ud800']].map((lang) => (typeof lang === 'string' ? [lang, lang] : lang)))(
    'N10 are shown for a page with lang "%s"',
    async (_, lang = '') => {
      const { launch, status } = seen(await wiseLink({ lang }));
      const { connect, popup } = lang === 'de_AT' ? de : en;
      expect([launch, status]).toEqual([connect, popup]);
    },
  );

  test('N9 with markup, from the partner or a catalog, are rendered as text', async () => {
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

  test('are loaded by a function on demand, and the old words stay until then', async () => {
    let finishLoading: (words: typeof de) => void = () => {};
    const nds = { ...de, lang: 'nds', connect: 'Wise-Konto verbinnen' };
    WiseLink.localize((tags) => (tags.includes('nds') ? new Promise((resolve) => (finishLoading = resolve)) : undefined));
    const element = await wiseLink();
    element.lang = 'nds';
    await Promise.resolve();
    await element.updateComplete;
    expect(seen(element).launch).toBe(en.connect);
    // An attempt that starts meanwhile still works.
    const other = await wiseLink({ lang: 'nds', mode: 'email' });
    expect([other.phase, seen(other)]).toEqual(['awaiting-code', {}]);
    finishLoading(nds);
    await vi.waitFor(() => expect(seen(element).launch).toBe('Wise-Konto verbinnen'));
    expect(seen(other).status).toBe(de['awaiting-code']);
  });

  test('name the partner, and use the partner’s messages', async () => {
    const element = await wiseLink({ 'partner-name': 'Meridian Bank' });
    element.messages = { connect: 'Link Wise to {partner}' };
    await element.updateComplete;
    expect(seen(element)).toEqual({
      heading: 'Link Wise to Meridian Bank',
      status: 'Log in to Wise and choose what to share with Meridian Bank. We never see your password.',
      next: en.next,
      launch: 'Link Wise to Meridian Bank',
    });
  });

  test('say after a link what the customer can do next', async () => {
    exchangeAnswers(linked);
    const element = await wiseLink({ mode: 'email', 'partner-name': 'Meridian Bank' });
    element.open({ mode: 'email' });
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'linked');
    expect(seen(element)).toMatchObject({ status: 'Your Wise account is connected to Meridian Bank.', next: en.next });
  });

  test('are not cut within a Korean word at the end of a line', async () => {
    const lines = await linesOfHint(ko);
    const ends = lines.slice(1).map((line, at) => `${lines[at]?.at(-1)}${line[0]}`);
    expect([lines.length > 1, ends.filter((letters) => !/\s/.test(letters))]).toEqual([true, []]);
  });

  test('are not cut within the Japanese word for a code, where the browser can find words', async () => {
    const words = (text: string): number => text.match(/コード/g)?.length ?? 0;
    const found: number[] = [];
    for (const width of ['12rem', '13rem', '14rem', '15rem', '16rem']) found.push(...(await linesOfHint(ja, width)).map(words));
    // Other browsers break between any two characters.
    const all = CSS.supports('word-break', 'auto-phrase') ? 5 * words(ja.safety) : expect.any(Number);
    expect(found.reduce((sum, count) => sum + count)).toEqual(all);
  });

  test('of "yes" and "no" have buttons of one size, also if one text has two lines', async () => {
    exchangeAnswers(pending);
    const element = await wiseLink({ mode: 'email', lang: 'de' });
    element.style.setProperty('--wise-link-width', '16rem');
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'confirming');
    const [yes, no] = ['confirm', 'decline'].map((name) => partOf(element, name).offsetHeight);
    expect([yes, (no ?? 0) > 50]).toEqual([no, true]);
  });

  test('A12 use one kind of digits for all numbers', async () => {
    exchangeAnswers(problem('code_invalid', 422, { attemptsLeft: 4 }));
    const element = await wiseLink({ mode: 'email', lang: 'ar-EG' });
    type(element, 'WRONGX');
    press(element, 'submit');
    await reaches(element, 'exchanging');
    await reaches(element, 'awaiting-code');
    const { time = '', error = '' } = seen(element);
    expect([/[٠-٩]/.test(time), /٤/.test(error), /[0-9]/.test(time + error)]).toEqual([true, true, false]);
  });

  test('A12 isolate a masked name in right-to-left text', async () => {
    exchangeAnswers(linked);
    const element = await wiseLink({ mode: 'email', lang: 'ar', dir: 'rtl' });
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'linked');
    expect(seen(element).hint).toContain('\u2068S••• J•••\u2069');
  });
});

describe('the slots', () => {
  const slotted = (content: unknown): Promise<WiseLink> =>
    fixture<WiseLink>(html`<wise-link
      environment="sandbox"
      client-id="bank"
      mode="popup"
      redirect-uri="${location.origin}/wise-callback.html"
      exchange-url="/api/wise/exchange"
      >${content}</wise-link
    >`);

  test('a logo is above, help is below, and content without a slot is hidden', async () => {
    const element = await slotted(html`<b slot="logo">Bank</b><i slot="help">Help</i><u>no script</u>`);
    const [logo, help, none] = ['b', 'i', 'u'].map((tag) => element.querySelector(tag)?.getBoundingClientRect());
    const { top, bottom } = partOf(element, 'status').getBoundingClientRect();
    expect(logo?.bottom).toBeLessThanOrEqual(top);
    expect(help?.top).toBeGreaterThanOrEqual(bottom);
    expect(none?.height).toBe(0);
  });

  test('an introduction takes the place of the heading and the sentences, until the customer starts', async () => {
    const element = await slotted(html`<p slot="introduction">See your balances.</p>`);
    expect(Object.keys(seen(element))).toEqual(['launch']);
    expect(element.querySelector('p')?.checkVisibility()).toBe(true);
    vi.spyOn(window, 'open').mockReturnValue(null);
    press(element, 'launch');
    await vi.waitFor(() => expect(seen(element).status).toBe(en.blocked));
    expect(element.querySelector('p')?.checkVisibility()).toBe(false);
  });

  test('two wide logos stay within a narrow card, in the order of the partner and Wise', async () => {
    const picture = (slot: string): HTMLElement => Object.assign(document.createElement('canvas'), { slot, width: 900, height: 90 });
    const element = await slotted([picture('logo'), picture('wise-logo')]);
    element.style.setProperty('--wise-link-width', '20rem');
    const [logo, wise] = Array.from(element.querySelectorAll('canvas'), (one) => one.getBoundingClientRect());
    const icon = partOf(element, 'icon').getBoundingClientRect();
    const card = partOf(element, 'card').getBoundingClientRect();
    const edges = [card.left, logo?.left ?? 0, logo?.right ?? 0, icon.left, icon.right, wise?.left ?? 0, wise?.right ?? 0, card.right];
    expect(edges).toEqual(edges.toSorted((one, other) => one - other));
    expect(Math.max(logo?.height ?? 99, wise?.height ?? 99)).toBeLessThanOrEqual(48);
  });

  test('A5 a label of the partner is the accessible name of the button, and only of the launch button', async () => {
    const element = await slotted(html`<span slot="launch-label">Link <b>Wise</b></span>`);
    const launch = partOf(element, 'launch');
    await expect.element(launch).toHaveAccessibleName('Link Wise (opens a new window)');
    expect(element.querySelector('span')?.checkVisibility()).toBe(true);
    vi.spyOn(window, 'open').mockReturnValue(null);
    press(element, 'launch');
    await vi.waitFor(() => expect(seen(element).status).toBe(en.blocked));
    expect(element.querySelector('span')?.checkVisibility()).toBe(false);
  });

  test('A5 a label that is added later is the accessible name too', async () => {
    const element = await slotted('');
    const label = Object.assign(document.createElement('span'), { slot: 'launch-label', textContent: 'Late' });
    element.append(label);
    await expect.element(partOf(element, 'launch')).toHaveAccessibleName('Late (opens a new window)');
  });

  test.each([
    ['with a changed text node', (label: HTMLElement) => Reflect.set(label.firstChild ?? {}, 'data', 'Connect Wise'), 'Connect Wise'],
    ['with a new text', (label: HTMLElement) => Reflect.set(label, 'textContent', 'Connect Wise'), 'Connect Wise'],
    ['with an added image', (label: HTMLElement) => label.append(' ', Object.assign(new Image(), { alt: 'with Wise' })), 'Label with Wise'],
    ['that is replaced by an image', (label: HTMLElement) => label.replaceWith(Object.assign(new Image(), { alt: 'Wise', slot: 'launch-label' })), 'Wise'],
    ['with an added hidden part', (label: HTMLElement) => label.append(Object.assign(document.createElement('b'), { hidden: true, textContent: '!' })), 'Label'],
    ['that is removed', (label: HTMLElement) => label.remove(), en.connect],
  ])('A5 the accessible name follows a label %s', async (_, change, name) => {
    const element = await slotted(html`<span slot="launch-label">Label</span>`);
    const launch = partOf(element, 'launch');
    await expect.element(launch).toHaveAccessibleName('Label (opens a new window)');
    const label = element.querySelector('span');
    if (label) change(label);
    await expect.element(launch).toHaveAccessibleName(`${name} (opens a new window)`);
  });
});

describe('the styles', () => {
  test('A9 the animation while waiting stops within five seconds, and only moves the icon', async () => {
    const { matches } = matchMedia('(prefers-reduced-motion: no-preference)');
    expect(matches).toBe(true);
    vi.spyOn(window, 'open').mockReturnValue(window);
    const element = await wiseLink();
    element.addEventListener('wise-link-navigate', (event) => event.preventDefault());
    press(element, 'launch');
    await element.updateComplete;
    const form = partOf(element, 'card');
    const moving = form.getAnimations({ subtree: true }).flatMap(({ effect }) => (effect instanceof KeyframeEffect ? effect : []));
    expect(moving.map(({ target }) => target)).toEqual([partOf(element, 'icon')]);
    expect(moving.map((effect) => effect.getComputedTiming().endTime)).toEqual([4800]);
    const what = moving.flatMap((effect) => effect.getKeyframes()).flatMap((frame) => Object.keys(frame));
    expect(new Set(what)).toEqual(new Set(['offset', 'computedOffset', 'easing', 'composite', 'transform']));
    element.cancel();
  });

  const background = (element: WiseLink): string => getComputedStyle(partOf(element, 'card')).backgroundColor;

  // The exact color of the canvas depends on the browser.
  test.each([
    ['light', 255, 255],
    ['dark', 0, 64],
  ])('are %s with that theme, in any color scheme of the page', async (theme, least, most) => {
    const element = await wiseLink({ theme });
    for (const scheme of ['light', 'dark']) {
      document.documentElement.style.colorScheme = scheme;
      const channels = (background(element).match(/\d+/g) ?? []).map(Number);
      expect(channels).toHaveLength(3);
      for (const channel of channels) expect([channel >= least, channel <= most]).toEqual([true, true]);
    }
    document.documentElement.style.colorScheme = '';
  });

  test('the button appearance has no border, and its text is only for screen readers until a message is shown', async () => {
    const element = await wiseLink({ appearance: 'button' });
    const { borderTopWidth, paddingTop, backgroundColor } = getComputedStyle(partOf(element, 'card'));
    expect([borderTopWidth, paddingTop, backgroundColor]).toEqual(['0px', '0px', 'rgba(0, 0, 0, 0)']);
    expect(partOf(element, 'status').offsetWidth).toBe(1);
    expect(partOf(element, 'card').offsetHeight).toBe(partOf(element, 'launch').offsetHeight);
    vi.spyOn(window, 'open').mockReturnValue(null);
    press(element, 'launch');
    await vi.waitFor(() => expect(partOf(element, 'status').offsetWidth).toBeGreaterThan(100));
  });

  test('hide the labels until the status is known, for one second at most; the controls work', async () => {
    let answer: () => void = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    statusAnswers(async () => {
      await answered;
      return json({ status: 'linked', link: LINK })();
    });
    const element = await wiseLink({ 'status-url': '/api/wise/status', appearance: 'card' });
    const launch = partOf(element, 'launch');
    const color = (): string => getComputedStyle(launch).color;
    expect([partOf(element, 'card').ariaBusy, color()]).toEqual(['true', 'rgba(0, 0, 0, 0)']);
    const [animation] = launch.getAnimations();
    animation?.finish();
    expect(color()).not.toBe('rgba(0, 0, 0, 0)');
    expect(animation?.effect?.getComputedTiming().endTime).toBe(1000);
    answer();
    await reaches(element, 'linked');
    expect(partOf(element, 'card').ariaBusy).toBe('false');
  });

  test('show the labels when the customer starts before the status is known', async () => {
    statusAnswers(() => new Promise(() => {}));
    vi.spyOn(window, 'open').mockReturnValue(null);
    const element = await wiseLink({ 'status-url': '/api/wise/status' });
    press(element, 'launch');
    await vi.waitFor(() => expect(seen(element).status).toBe(en.blocked));
    expect(partOf(element, 'card').ariaBusy).toBe('false');
  });

  test('can be set by properties', async () => {
    const element = await wiseLink();
    Object.assign(element, { theme: 'dark', appearance: 'button', partnerName: 'Meridian Bank' });
    await element.updateComplete;
    expect([element.getAttribute('theme'), element.getAttribute('appearance')]).toEqual(['dark', 'button']);
  });
});
