/**
 * `npm run quick-start`: makes the package, follows docs/quick-start.md in an empty folder (its files, its
 * commands), and links an account; then again with PostgreSQL. Prints how long each step took.
 */
import { readFileSync } from 'node:fs';
import { giveAccess } from './e2e/flows.js';
import { PlaywrightCustomer } from './e2e/playwright-customer.js';
import { startPostgres } from './server/postgres-server.js';
import { FreshProject } from './support/fresh-project.js';
import { launchChromium } from './support/launch-chromium.js';
import { report } from './support/report.js';

const text = readFileSync(new URL('../docs/quick-start.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language = '', content = '']) => ({ language, content }));
const files = [...text.matchAll(/, `([\w.]+)`/g)].map(([, name = '']) => name);
const commands = blocks.filter(({ language }) => language === 'sh').map(({ content }) => content.trim().split('\n'));
const contents = blocks.filter(({ language }) => language !== 'sh').map(({ content }) => content);
const [prepare = [], servers = []] = commands;
const [address = ''] = /(?<=Open <)[^>]+/.exec(text) ?? [];
if (files.length !== contents.length || !servers.length || !address) throw new Error('This script cannot read the page');

/** The server of the page with PostgreSQL instead of PGlite, as the page says. */
function withPostgres(server: string, url: string): string {
  const changed = server
    .replace("import { pglite } from 'wise-link/server/pglite';", "import { postgres } from 'wise-link/server/postgres';")
    .replace('await pglite()', `await postgres({ connectionString: '${url}' })`);
  if (changed.includes('pglite')) throw new Error('This script cannot put PostgreSQL into the server of the page');
  return changed;
}

const project = new FreshProject();
report('package made, in an empty folder');

async function install(line: string): Promise<void> {
  await project.run(line);
  report(line);
}

/** Runs the servers of the page, and links an account in a browser. */
async function link(): Promise<void> {
  const browser = await launchChromium();
  try {
    await project.start(servers, ['http://127.0.0.1:4200/', address]);
    report(servers.join(', '));
    const customer = new PlaywrightCustomer(await browser.newPage());
    await customer.visit(address);
    await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
    await customer.reads('Your Wise account is connected.');
    await customer.reads('S••• J••• · personal profile •••5282');
    report('linked');
  } finally {
    await browser.close();
    await project.stop();
  }
}

try {
  for (const line of prepare) await install(line);
  for (const [at, name] of files.entries()) project.write(name, contents[at] ?? '');
  report(`${files.join(', ')} written`);
  await link();

  await install('npm install pg');
  const database = await startPostgres();
  try {
    project.write('server.mjs', withPostgres(project.read('server.mjs'), await database.newDatabase()));
    report('server.mjs with PostgreSQL');
    await link();
  } finally {
    await database.stop();
  }
} finally {
  project.remove();
}
