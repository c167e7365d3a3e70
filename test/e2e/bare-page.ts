import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { BANK } from './places.js';

const NONCE = 'c2VjcmV0';

/** The strictest that a page can say: nothing but its own scripts with a nonce, and calls to its own origin. */
export const STRICTEST = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
  "connect-src 'self'",
  "style-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types wise-link',
].join('; ');

/** What a page has besides the element. */
export interface Surroundings {
  attributes?: string | undefined;
  headers?: Record<string, string>;
  /** More scripts, before the element's. */
  scripts?: readonly string[];
  head?: string;
  body?: string;
  /** Whether the element is left to the body. */
  isElsewhere?: boolean;
}

export const tag = (attributes = ''): string =>
  `<wise-link ${attributes} environment="sandbox" client-id="bank" mode="popup" redirect-uri="${BANK}/wise-callback.html" exchange-url="/api/wise/exchange"><a href="/help">Help</a></wise-link>`;

/** A page of the bank's with nothing but the element, by the file for a script tag, and another language. */
export async function barePage(page: Page, { attributes, headers = {}, scripts = [], head = '', body = '', isElsewhere = false }: Surroundings = {}): Promise<void> {
  const tags = [...scripts, '/wise-link.js', '/de.js'].map((src) => `<script nonce="${NONCE}" type="module" src="${src}"></script>`);
  await page.route(`${BANK}/bare.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers,
      body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title>${head}${tags.join('')}</head><body>${isElsewhere ? '' : tag(attributes)}${body}</body></html>`,
    }),
  );
  for (const [file, name] of [['cdn/wise-link.js', 'wise-link.js'], ['locales/de.js', 'de.js']] as const) {
    await page.route(`${BANK}/${name}`, async (route) =>
      route.fulfill({ contentType: 'text/javascript', body: await readFile(new URL(`../../dist/${file}`, import.meta.url), 'utf8') }),
    );
  }
  await page.goto(`${BANK}/bare.html`);
}

/** What a policy had to stop, and what was thrown, from now on. */
export async function faultsOf(page: Page): Promise<string[]> {
  const all: string[] = [];
  await page.exposeFunction('fault', (text: string) => all.push(text));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      Reflect.get(window, 'fault')(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  page.on('pageerror', ({ message }) => all.push(message));
  return all;
}

/** The origins that are called, from now on. */
export function originsOf(page: Page): Set<string> {
  const origins = new Set<string>();
  page.context().on('request', (request) => origins.add(new URL(request.url()).origin));
  return origins;
}

/** A window of Wise's that only notes where it was sent, as `window.asked`. */
export const WISE_WINDOW = `{
  const wise = { closed: false, close() {}, focus() {}, postMessage() {} };
  window.open = (url) => { window.asked = url; return wise; };
}`;
