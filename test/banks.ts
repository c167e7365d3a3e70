/**
 * `npm run banks`: makes the package, and runs `wise-link-server` from it on PostgreSQL beside each bank of `examples`, which are in other
 * languages. Links an account in a browser, reads at Wise with the token, and runs the contract kit. Prints how long each step took. Needs Python 3 and a JDK.
 */
import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveAccess } from './e2e/flows.js';
import { PlaywrightCustomer } from './e2e/playwright-customer.js';
import { startPostgres } from './server/postgres-server.js';
import { FreshProject } from './support/fresh-project.js';
import { launchChromium } from './support/launch-chromium.js';
import { Program } from './support/program.js';
import { report } from './support/report.js';

/** The arguments and the variables that give the kit the sessions of the customers. */
interface Sessions {
  args: string;
  env: Record<string, string>;
}

const BANKS = {
  Python: { file: 'python/bank.py', line: 'python3 bank.py', sessions: byCommand },
  Java: { file: 'java/Bank.java', line: 'java Bank.java', sessions: byToken },
};
const ORIGIN = 'http://localhost:3000';
const ENDPOINTS = '--start-url /api/wise/start --email-url /api/wise/email --status-url /api/wise/status --callback-url /wise-callback.html';
const examples = fileURLToPath(new URL('../examples', import.meta.url));
const secret = randomBytes(32).toString('base64');

const settings = (databaseUrl: string): Record<string, string> => ({
  WISE_LINK_ORIGIN: ORIGIN,
  WISE_LINK_REDIRECT_URIS: `${ORIGIN}/wise-callback.html`,
  WISE_LINK_SESSION_URL: 'http://127.0.0.1:3001/session',
  WISE_LINK_ENVIRONMENT: 'sandbox',
  WISE_LINK_CLIENT_ID: 'bank',
  WISE_LINK_CLIENT_SECRET: 'banksecret',
  WISE_LINK_API_URL: 'http://127.0.0.1:4200',
  WISE_LINK_AUTHORIZE_URL: 'http://127.0.0.1:4200/oauth/authorize/',
  DATABASE_URL: databaseUrl,
  WISE_LINK_KEYS: `1:${secret}`,
  WISE_LINK_INTERNAL_SECRET: secret,
});

/** Links an account in a browser, and reads the profiles that the bank got with the token. */
async function link(): Promise<void> {
  const browser = await launchChromium();
  try {
    const customer = new PlaywrightCustomer(await browser.newPage());
    await customer.visit(ORIGIN);
    await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
    await customer.reads('Your Wise account is connected.');
    report('linked');
    await customer.press('What the bank reads at Wise');
    await customer.reads('Sarah Jenkins');
    report('read at Wise');
  } finally {
    await browser.close();
  }
}

/** The cookie of a new session. */
async function cookieOf(path: string): Promise<string> {
  const { headers } = await fetch(ORIGIN + path);
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** The sessions of both customers as bearer tokens. */
async function byToken(): Promise<Sessions> {
  const tokenOf = async (path: string): Promise<string> => (await cookieOf(path)).replace(/^session=/, '');
  return { args: '', env: { WISE_CONTRACT_TOKEN: await tokenOf('/'), WISE_CONTRACT_OTHER_TOKEN: await tokenOf('/?omar') } };
}

/** The sessions of both customers by a command, which takes the cookie of a new one. */
async function byCommand(): Promise<Sessions> {
  const cookie = "'Cookie: ' + response.headers.getSetCookie()[0].split(';')[0]";
  project.write('session.mjs', `const response = await fetch(process.argv[2]);\nconsole.log(${cookie});\n`);
  return { args: `--session-command "node session.mjs ${ORIGIN}/" --other-session-command "node session.mjs ${ORIGIN}/?omar"`, env: {} };
}

const project = new FreshProject();
const database = await startPostgres();
try {
  report('package made, in an empty folder');
  for (const line of ['npm init --yes', 'npm install wise-link pg']) await project.run(line);
  report('package installed');
  cpSync(join(examples, 'page.html'), join(project.folder, 'page.html'));
  for (const [language, { file, line, sessions }] of Object.entries(BANKS)) {
    cpSync(join(examples, file), join(project.folder, file.replace(/.*\//, '')));
    const programs = [
      new Program(`npx wise-simulator --partner-origin ${ORIGIN}`, project.folder),
      new Program(line, project.folder, { WISE_LINK_INTERNAL_SECRET: secret }),
      new Program('npx wise-link-server', project.folder, settings(await database.newDatabase())),
    ];
    try {
      for (const [at, url] of ['http://127.0.0.1:4200/', ORIGIN, 'http://127.0.0.1:8081/ready'].entries()) await programs[at]?.answers(url);
      report(`${language}: ${line}, npx wise-link-server`);
      await link();
      const { args, env } = await sessions();
      const kit = new Program(`npx wise-link-contract ${ORIGIN}/api/wise/exchange ${ENDPOINTS} ${args}`, project.folder, env);
      if ((await kit.ended()) !== 0) throw new Error(kit.output);
      report(`contract kit: ${kit.output.trim().split('\n').at(-1)}`);
    } finally {
      await Promise.all(programs.map((program) => program.stop()));
    }
  }
} finally {
  await database.stop();
  project.remove();
}
