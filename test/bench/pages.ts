import { readFileSync } from 'node:fs';

const built = (file: string): string => readFileSync(new URL(`../../dist/cdn/${file}`, import.meta.url), 'utf8');

/** The file for script tags. */
export const SCRIPT = built('wise-link.iife.js');

/** The product as markup. `wise` is the origin of the page that stands for Wise. */
export const productTag = (page: string, wise = ''): string =>
  `<wise-link environment="sandbox" client-id="x" redirect-uri="${page}/back.html" exchange-url="/x" mode="popup"${wise && ` authorize-url="${wise}"`}></wise-link>`;

/** A page with a body. */
export const pageOf = (body: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><body>${body}</body></html>`;

/** Records in `window.openedAfter` how long after the click the page opens a window, and opens none. */
export const CLICK_HOOK = `<script>
let clicked = 0;
addEventListener('click', () => (clicked = performance.now()), true);
window.open = () => ((window.openedAfter ??= performance.now() - clicked), null);
addEventListener('unhandledrejection', (event) => event.preventDefault());
</script>`;

const SENT = `<script>window.started = performance.timeOrigin + performance.now();</script>`;
const TELLS = `<script>new BroadcastChannel('started').postMessage(started);</script>`;

/** The built redirect page, which also tells when its script has started. Without its policy, which forbids that. */
export const redirectPage = (): string =>
  built('callback.html')
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace(/<script[^>]*>/, (script) => `${SENT}${script}window.close = () => {};`)
    .replace('</body>', `${TELLS}</body>`);

/** A redirect page that does nothing but send its URL. */
export const bareRedirectPage = (send: string): string => pageOf(`${SENT}<script>const message = { bare: location.href }; ${send}</script>${TELLS}`);

/** The page that stands for Wise: it returns at once to the redirect URI in its own URL. */
export const CONSENT = pageOf(`<script>
const { searchParams } = new URL(location.href);
if (searchParams.has('redirect_uri')) setTimeout(() => location.replace(searchParams.get('redirect_uri') + '?code=abc123&profileId=42&state=' + searchParams.get('state')), 50);
</script>`);
