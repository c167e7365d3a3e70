import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built files of one version. */
export interface Build {
  /** The file for script tags. */
  script: string;
  /** The redirect page. */
  callback: string;
}

/** The build in a repository's folder; this one by default. */
export function buildIn(folder = fileURLToPath(new URL('../..', import.meta.url))): Build {
  const built = (file: string): string => readFileSync(`${folder}/dist/cdn/${file}`, 'utf8');
  return { script: built('wise-link.iife.js'), callback: built('callback.html') };
}

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
export const redirectPage = ({ callback }: Build): string =>
  callback
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
