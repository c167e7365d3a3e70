/**
 * `npm run screenshots`: a picture of every phase, in light, dark, narrow and right-to-left, under .cache/screenshots;
 * and the picture of the README. The element is driven by its own buttons; the bank and Wise answer as a phase needs.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { BANK, PORTS } from './e2e/places.js';
import { chromiumArgs } from './support/browser.js';

const { CHROME_PATH } = process.env;
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' };
const REFERENCE = 'c0ffee00-1234-4321-8888-0123456789ab';

const ANSWERS = {
  linked: [200, { status: 'linked', link: LINK }],
  pending: [200, { status: 'pending_confirmation', attemptId: 'a_1', link: LINK }],
  never: [200, { status: 'processing', retryAfterSeconds: 60 }],
  mismatch: [409, { code: 'identity_mismatch', retryable: false, correlationId: REFERENCE }],
  wrong: [422, { code: 'code_invalid', retryable: false, attemptsLeft: 3, correlationId: REFERENCE }],
  busy: [503, { code: 'wise_unavailable', retryable: true, retryAfterSeconds: 90, correlationId: REFERENCE }],
} as const satisfies Record<string, readonly [number, unknown]>;

/** How the element gets into a phase. */
interface Scene {
  attributes?: string;
  answer?: keyof typeof ANSWERS;
  window?: 'open' | 'blocked' | 'gone';
  /** What else is true of the browser, as a script. */
  browser?: string;
  play?: (page: Page) => Promise<void>;
}

const press = (part: string) => (page: Page) => page.locator(`[part=${part}]`).click();
const type = async (page: Page): Promise<void> => {
  await page.locator('[part=input]').fill('G2s8EJ');
  await press('submit')(page);
};
/** The popup brings a code. */
const code = async (page: Page): Promise<void> => {
  await press('launch')(page);
  await page.evaluate(() => {
    const state = new URL(Reflect.get(window, 'asked')).searchParams.get('state');
    const channel = new BroadcastChannel(`wise-link:${state}`);
    channel.postMessage({ type: 'wise-link:1', letter: `${location.origin}/?code=G2s8EJ&state=${state}` });
  });
};
const byEmail = 'mode="email" email-url="/api/wise/email"';

/** This tab left for Wise, and the customer pressed Back. */
const CAME_BACK = `
  const request = new URLSearchParams({ client_id: 'bank', redirect_uri: location.origin + '/wise-callback.html', state: 's' });
  const url = 'https://wise-sandbox.com/oauth/authorize/?' + request;
  const note = { url, phase: 'authorizing', returnTo: location.href, expires: Date.now() + 60_000 };
  sessionStorage.setItem('wise-link:s', new URLSearchParams(note))`;

const SCENES: Record<string, Scene> = {
  idle: {},
  'idle-email': { attributes: byEmail },
  'idle-ended': { attributes: 'status-url="/api/wise/status"' },
  authorizing: { play: press('launch') },
  'authorizing-blocked': { window: 'blocked', play: press('launch') },
  'authorizing-blocked-email': { window: 'blocked', attributes: 'email-url="/api/wise/email"', play: press('launch') },
  'authorizing-gone': { window: 'gone', play: press('launch') },
  'authorizing-slow': {
    play: async (page) => {
      await page.clock.install();
      await press('launch')(page);
      await page.clock.fastForward('05:01');
    },
  },
  'authorizing-back': { attributes: 'mode="redirect"', browser: CAME_BACK },
  'authorizing-in-app': {
    attributes: 'mode="auto"',
    browser: "Object.defineProperty(navigator, 'userAgent', { value: 'iPhone Instagram' })",
    play: press('launch'),
  },
  'authorizing-framed': { attributes: 'mode="redirect"', browser: 'parent = {}', play: press('launch') },
  'requesting-email': { attributes: 'mode="email" email-url="/api/wise/never"', play: press('launch') },
  'awaiting-code': { attributes: byEmail, play: press('launch') },
  'awaiting-code-wrong': { attributes: 'mode="email"', answer: 'wrong', play: type },
  exchanging: { answer: 'never', play: code },
  'exchanging-offline': {
    play: async (page) => {
      await page.context().setOffline(true);
      await code(page);
    },
  },
  confirming: { attributes: 'mode="email"', answer: 'pending', play: type },
  linked: { answer: 'linked', play: code },
  'failed-for-good': { answer: 'mismatch', play: code },
  'failed-for-now': { answer: 'busy', play: code },
  misconfigured: { attributes: 'environment="live"' },
};

const LOOKS = {
  light: { colorScheme: 'light', width: 480, dir: 'ltr' },
  dark: { colorScheme: 'dark', width: 480, dir: 'ltr' },
  narrow: { colorScheme: 'light', width: 320, dir: 'ltr' },
  rtl: { colorScheme: 'light', width: 480, dir: 'rtl' },
} as const;

const html = (scene: Scene, dir: string): string => `<!doctype html>
<html lang="en" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>:root{color-scheme:light dark}body{margin:0;padding:16px;font:16px/1.5 system-ui,sans-serif}</style>
<script>${scene.browser ?? ''};const wise={closed:false,close(){},focus(){},postMessage(){}};window.open=(url)=>{window.asked=url;setTimeout(()=>{wise.closed=${scene.window === 'gone'}});return ${scene.window === 'blocked' ? 'null' : 'wise'}}</script>
<script type="module" src="/element.ts"></script></head><body>
<wise-link ${scene.attributes ?? ''} environment="sandbox" client-id="bank" mode="popup" redirect-uri="${BANK}/wise-callback.html" exchange-url="/api/wise/exchange"></wise-link>
</body></html>`;

async function shoot(page: Page, name: string, scene: Scene, look: keyof typeof LOOKS): Promise<void> {
  const { colorScheme, width, dir } = LOOKS[look];
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 420 });
  await page.route(`${BANK}/scene.html`, (route) => route.fulfill({ contentType: 'text/html', body: html(scene, dir) }));
  await page.route('**/api/wise/exchange', (route) => {
    const [status, json] = ANSWERS[scene.answer ?? 'linked'];
    return route.fulfill({ status, json });
  });
  await page.route('**/api/wise/email', (route) =>
    route.fulfill({ status: 202, json: { sentTo: 's•••@e•••.com', resendAfterSeconds: 60, resendsLeft: 4 } }),
  );
  await page.route('**/api/wise/never', () => {});
  await page.route('**/api/wise/status', (route) => route.fulfill({ json: { status: 'expired' } }));
  await page.goto(`${BANK}/scene.html`);
  await scene.play?.(page);
  const phase = name.startsWith('misconfigured') || name.startsWith('failed') ? 'failed' : name.replace(/^(idle|authorizing|awaiting-code|exchanging)-.*/, '$1');
  const key = name === 'requesting-email' ? name : phase;
  await page.waitForFunction((expected) => document.querySelector('wise-link')?.phase === expected, key);
  if (scene.window === 'gone') await page.getByText('Did you close').waitFor();
  if (/-(offline|ended)$/.test(name)) await page.getByText(/You are offline|has ended/).waitFor();
  if (/-(slow|back)$/.test(name)) await page.getByRole('button', { name: /^(Open Wise again|Go to Wise again)/ }).waitFor();
  if (name === 'awaiting-code-wrong') await page.locator('[part=error]').waitFor();
  await page.screenshot({ path: path(`../.cache/screenshots/${look}/${name}.png`) });
  if (look === 'light') cards.set(name, await page.locator('wise-link').screenshot());
}

/** The cards one beside the other, for the README. */
async function portrait(page: Page): Promise<void> {
  const images = ['idle', 'confirming', 'linked'].map((name) => `<img src="data:image/png;base64,${cards.get(name)?.toString('base64')}">`);
  await page.setViewportSize({ width: 1350, height: 200 });
  await page.setContent(`<style>body{margin:0;padding:24px;display:flex;gap:24px;align-items:start}img{width:416px}</style>${images.join('')}`);
  await page.screenshot({ path: path('../demo/pictures/wise-link.png') });
}

const cards = new Map<string, Buffer>();
const server = spawn(process.execPath, [path('../demo/start.mjs')], { env: { ...process.env, ...PORTS }, stdio: 'ignore' });
try {
  const deadline = Date.now() + 60_000;
  while (!(await fetch(BANK).catch(() => undefined)) && Date.now() < deadline) await new Promise((next) => setTimeout(next, 200));
  const browser = await chromium.launch({ ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }), args: chromiumArgs });
  for (const look of Object.keys(LOOKS) as (keyof typeof LOOKS)[]) {
    for (const [name, scene] of Object.entries(SCENES)) {
      const page = await browser.newPage({ deviceScaleFactor: look === 'light' ? 2 : 1.5 });
      await shoot(page, name, scene, look);
      await page.close();
    }
  }
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  await portrait(page);
  await page.close();
  await browser.close();
} finally {
  server.kill('SIGTERM');
}
