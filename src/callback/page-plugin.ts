/** Builds the redirect page from its template and its script. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const TEMPLATE = fileURLToPath(new URL('./callback.html', import.meta.url));

/**
 * Attributes that exclude a script from optimizers: Cloudflare's Rocket Loader and LiteSpeed Cache, the PageSpeed modules, WP Rocket,
 * Autoptimize. They are before `src`, as Rocket Loader requires.
 */
const MARKS = 'data-cfasync="false" data-pagespeed-no-defer data-nowprocket data-noptimize';

/** The redirect page, and the policy that its server sends with it. */
export interface CallbackPage {
  html: string;
  /** For the header. The page has the same in a `<meta>`, without `frame-ancestors`, which only works in a header. */
  contentSecurityPolicy: string;
}

/**
 * Inserts the script into the page, and the hashes of script and styles into its policy. Inline, because on a slow network a second
 * request would double the time until the code arrives.
 */
export function callbackPage(script: string): CallbackPage {
  const template = readFileSync(TEMPLATE, 'utf8');
  const code = script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '').trim();
  const styles = Array.from(template.matchAll(/<style>(.*?)<\/style>/gs), ([, style = '']) => hash(style));
  const policy = policyOf(hash(code), styles.join(' '));
  const html = template
    .replace('content=""', `content="${policy}"`)
    .replace('</body>', () => `  <script ${MARKS}>${code}</script>\n  </body>`);
  return { html, contentSecurityPolicy: `${policy}; frame-ancestors 'none'` };
}

/** The same page for sites whose policy allows no hash: an external script, and no style. */
export function externalCallbackPage(): string {
  return readFileSync(TEMPLATE, 'utf8')
    .replace(/ *<!--\s+Your colors.*?-->\n/s, '')
    .replaceAll(/ *<style>.*?<\/style>\n/gs, '')
    .replace('content=""', `content="${policyOf("'self'")}"`)
    .replace('</body>', `  <script ${MARKS} src="callback.js"></script>\n  </body>`);
}

/** Writes both pages when the script of the redirect page is built. */
export function callbackPagePlugin(): Plugin {
  return {
    name: 'callback-page',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunk = bundle['callback.js'];
      if (this.environment.name !== 'callback' || chunk?.type !== 'chunk') return;
      this.emitFile({ type: 'asset', fileName: 'callback.html', source: callbackPage(chunk.code).html });
      this.emitFile({ type: 'asset', fileName: 'callback-external.html', source: externalCallbackPage() });
    },
  };
}

const policyOf = (script: string, style = "'none'"): string =>
  [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
