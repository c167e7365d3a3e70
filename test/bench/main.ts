/**
 * `npm run bench`: the speed of the built element beside hand-written elements and packages that do a part of the same, in Chromium.
 * Prints a table of ratios, and fails on no time. It needs the npm registry for the packages. `-- click` measures only rows with this word;
 * `-- --before DIR` adds the ratios of an earlier build, in the folder `dist` of DIR.
 */
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright';
import { chromiumArgs } from '../support/browser.js';
import { bareRedirectPage, buildIn, CLICK_HOOK, CONSENT, pageOf, productTag, redirectPage, type Build } from './pages.js';
import { PEERS, peerScript } from './peers.js';
import { plainCard } from './plain-card.js';
import { measured } from './rounds.js';
import { elementRows } from './rows-element.js';
import { flowRows } from './rows-flow.js';
import { startSite } from './site.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '15' }, seconds: { type: 'string', default: '60' }, before: { type: 'string' } } });
const print = (line: string): unknown => process.stdout.write(`${line}\n`);

const build = buildIn();
const before = values.before ? buildIn(values.before) : undefined;
const files = new Map<string, string>();
const site = await startSite(files);
// Another host, as Wise is another site.
const wise = await startSite(new Map(['/', '/isolated'].map((path) => [path, CONSENT])), 'localhost');
const { CHROME_PATH } = process.env;
const browser = await chromium.launch({
  ...(CHROME_PATH && existsSync(CHROME_PATH) ? { executablePath: CHROME_PATH } : {}),
  args: [...chromiumArgs, '--disable-gpu', '--disable-popup-blocking'],
});

const script = (path: string): string => `<script src="${path}"></script>`;
const PAINTED = `<script>addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => (window.painted = performance.now()))));</script>`;
/** Tells when the redirect page has started, and when the response has arrived. */
const ANSWERS = `<script>
const now = () => performance.timeOrigin + performance.now();
window.started = new Promise((resolve) => (new BroadcastChannel('started').onmessage = ({ data }) => resolve(data)));
window.answered = new Promise((resolve) => (window.answer = () => resolve(now())));
addEventListener('message', ({ data }) => data?.bare && answer());
new BroadcastChannel('bare').onmessage = () => answer();
</script>`;
const NEVER = `<script>document.querySelector('wise-link').exchange = () => (answer(), new Promise(() => {}));</script>`;
const opens = (to: string): string => `<button id="start">Start</button><script>document.querySelector('#start').onclick = () => (window.wise = open(${JSON.stringify(to)}, '', 'popup'));</script>`;

/** The pages with the element of one build, under a path. */
function addPages({ script: content, callback }: Build, path = ''): void {
  const element = script(`${path}/wise-link.js`);
  const product = (to = ''): string => productTag(site.url + path, to && wise.url + to);
  files.set(`${path}/wise-link.js`, content).set(`${path}/wait.html`, pageOf(product('/') + element));
  files.set(`${path}/load.html`, pageOf(PAINTED + product() + element));
  files.set(`${path}/click.html`, pageOf(CLICK_HOOK + product() + element));
  files.set(`${path}/back.html`, redirectPage({ script: content, callback }));
  for (const [name, to] of [['way-back', '/'], ['way-back-isolated', '/isolated']] as const) files.set(`${path}/${name}.html`, pageOf(ANSWERS + product(to) + NEVER + element));
}

try {
  addPages(build);
  if (before) addPages(before, '/before');
  files.set('/empty.html', pageOf(''));
  const plain = await plainCard(browser, `${site.url}/load.html`);
  files.set('/plain-card.js', plain).set('/load-plain.html', pageOf(`${PAINTED}<plain-card></plain-card>${script('/plain-card.js')}`));
  files.set('/wait-poll.html', pageOf(`${opens(`${wise.url}/`)}<script>setInterval(() => window.wise?.closed, 500);</script>`));
  files.set('/peer.js', await peerScript()).set('/click-peer.html', pageOf(`${CLICK_HOOK}<button id="start">Start</button>${script('/peer.js')}`));
  files.set('/back-message.html', bareRedirectPage('opener.postMessage(message, location.origin)'));
  files.set('/back-channel.html', bareRedirectPage("new BroadcastChannel('bare').postMessage(message)"));
  for (const [name, to] of [['message', '/'], ['channel', '/isolated']] as const) {
    const redirectUri = encodeURIComponent(`${site.url}/back-${name}.html`);
    files.set(`/way-back-${name}.html`, pageOf(ANSWERS + opens(`${wise.url}${to}?redirect_uri=${redirectUri}&state=s`)));
  }

  print(`Chromium ${browser.version()}, Node ${process.versions.node}, ${Object.entries(PEERS).map(([name, version]) => `${name} ${version}`).join(', ')}, ${cpus().length} processors (${cpus()[0]?.model})`);
  print(`The standalone file: ${(brotliCompressSync(build.script).length / 1000).toFixed(1)} kB in brotli${before ? `; before, ${(brotliCompressSync(before.script).length / 1000).toFixed(1)} kB` : ''}. Median (quartiles) of ${values.rounds} rounds.\n`);
  print(`| | beside | wise-link | the other | ratio | target |${before ? ' before |' : ''}\n|---|---|---|---|---|---|${before ? '---|' : ''}`);
  const rows = [...elementRows(browser, { url: site.url, product: build.script, other: plain, before: before?.script }), ...flowRows(browser, site.url, Number(values.seconds), !!before)];
  for (const row of rows.filter(({ name }) => positionals.every((word) => name.includes(word)))) print(await measured(row, Number(values.rounds)));
} finally {
  await browser.close();
  site.close();
  wise.close();
}
