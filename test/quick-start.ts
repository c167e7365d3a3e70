/**
 * `npm run quick-start`: makes the package, follows the quick start of the README in an empty folder (its files, its
 * commands), and links an account; then again with PostgreSQL. Prints how long each step took.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveAccess } from './e2e/flows.js';
import { PlaywrightCustomer } from './e2e/playwright-customer.js';
import { startPostgres } from './server/postgres-server.js';
import { FreshProject, launchChromium, report } from './support/fresh-project.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const [, text = ''] = /^## Quick start\n(.*?)^## /ms.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
const blocks = [...text.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language = '', content = '']) => ({ language, content }));
const files = [...text.matchAll(/, `([\w.]+)`/g)].map(([, name = '']) => name);
const commands = blocks.filter(({ language }) => language === 'sh').map(({ content }) => content.trim().split('\n'));
const contents = blocks.filter(({ language }) => language !== 'sh').map(({ content }) => content);
const [prepare = [], run = []] = commands;
const [address = ''] = /(?<=Open <)[^>]+/.exec(text) ?? [];
if (files.length !== contents.length || !run.length || !address) throw new Error('This script cannot read the quick start of the README');

/** The server of the README with PostgreSQL instead of PGlite, as the README says. */
function withPostgres(server: string, url: string): string {
  const changed = server
    .replace("import { pglite } from 'wise-link/server/pglite';", "import { postgres } from 'wise-link/server/postgres';")
    .replace('await pglite()', `await postgres({ connectionString: '${url}' })`);
  if (changed.includes('pglite')) throw new Error('This script cannot put PostgreSQL into the server of the README');
  return changed;
}

/** Runs the commands of the README, and links an account in a browser. */
async function link(project: FreshProject): Promise<void> {
  try {
    await project.start(run, [address, 'http://127.0.0.1:4200/']);
    report(run.join(', '));
    const browser = await launchChromium();
    const customer = new PlaywrightCustomer(await browser.newPage());
    await customer.visit(address);
    await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
    await customer.reads('Your Wise account is connected.');
    await customer.reads('S••• J••• · personal profile •••5282');
    report('linked');
    await browser.close();
  } finally {
    await project.stop();
  }
}

const project = new FreshProject();
const install = (line: string): void => {
  project.run(line);
  report(line);
};
try {
  report('package made, in an empty folder');
  prepare.forEach(install);
  for (const [at, name] of files.entries()) project.write(name, contents[at] ?? '');
  report(`${files.join(', ')} written`);
  await link(project);

  install('npm install pg');
  const database = await startPostgres();
  try {
    project.write('server.mjs', withPostgres(contents[files.indexOf('server.mjs')] ?? '', await database.newDatabase()));
    report('server.mjs with PostgreSQL');
    await link(project);
  } finally {
    await database.stop();
  }
} finally {
  project.remove();
}
