// Pages of the bank with only the element, under a strict policy.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { BANK } from './places.js';

/** The nonce of the page's own scripts. */
export const NONCE = 'c2VjcmV0';

/** The strictest policy: allows only scripts with a nonce, and requests to the page's own origin. */
export const STRICTEST = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
  "connect-src 'self'",
  "style-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The contents of a page besides the element. */
export interface Surroundings {
  attributes?: string | undefined;
  headers?: Record<string, string>;
  /** The code of the element, in place of the file for script tags. */
  code?: string;
  /** Scripts before the element's. */
  scripts?: readonly string[];
  head?: string;
  body?: string;
  /** Whether `body` contains the element itself. */
  isElsewhere?: boolean;
}

export const tag = (attributes = ''): string =>
  `<wise-link ${attributes} environment="sandbox" client-id="bank" mode="popup" redirect-uri="${BANK}/wise-callback.html" exchange-url="/api/wise/exchange"><a href="/help">Help</a></wise-link>`;

/** A page of the bank with only the element, loaded from the file for script tags, and another language. */
export async function barePage(page: Page, { attributes, headers = {}, code, scripts = [], head = '', body = '', isElsewhere = false }: Surroundings = {}): Promise<void> {
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
      route.fulfill({
        contentType: 'text/javascript',
        body: name === 'wise-link.js' && code !== undefined ? code : await readFile(new URL(`../../dist/${file}`, import.meta.url), 'utf8'),
      }),
    );
  }
  await page.goto(`${BANK}/bare.html`);
}

/** Records policy violations and uncaught errors from now on. */
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

/** Records the origins of requests from now on. */
export function originsOf(page: Page): Set<string> {
  const origins = new Set<string>();
  page.context().on('request', (request) => origins.add(new URL(request.url()).origin));
  return origins;
}

/** Replaces the Wise window with one that only stores its URL, as `window.asked`. */
export const WISE_WINDOW = `{
  const wise = { closed: false, close() {}, focus() {}, postMessage() {} };
  window.open = (url) => { window.asked = url; return wise; };
}`;
