// Runs the commands of docs/wise-calls.md against the simulator, in their order, and gets each error of its tables.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiOrigin } from '../../src/server/wise-options.js';
import type { Environment } from '../../src/server/wise-options.js';
import { NO_PROFILE, simulator } from '../simulator/simulator.js';
import { root, rows, section, snippets } from './pages.js';

const PAGE = 'docs/wise-calls.md';
const text = readFileSync(root + PAGE, 'utf8');
const wise = simulator();
const folder = mkdtempSync(join(tmpdir(), 'wise-link-curl-'));
/** The variables of the page. */
const variables: Record<string, string> = {};

/** What curl printed. */
interface Answer {
  status: number;
  body: unknown;
}

/** Where there is no curl, a program of the tests stands in for it. */
const STAND_IN = join(root, 'test/docs/programs');
const PATH = process.env['PATH'] ?? '';

/** Runs a command of the page in a shell. */
async function run(command: string, changes: Record<string, string> = {}): Promise<Answer> {
  const env = { PATH: `${PATH}${delimiter}${STAND_IN}`, CURL_HOME: folder, NO_PROXY: '*', ...variables, ...changes };
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { env });
  const [, body = '', status] = /^(.*)\n(\d+)$/s.exec(stdout) ?? [];
  return { status: Number(status), body: JSON.parse(body) as unknown };
}

/** A text in which ids and times are replaced, which differ each time. */
const stable = (value: unknown): string =>
  JSON.stringify(value, null, 2)
    .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'an id')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'a time');

/** The first command below a heading, and its answer. */
function call(heading: string): { command: string; status: number; answer: unknown } {
  const [, below = ''] = text.split(`## ${heading}\n`);
  const [, command = ''] = /^```sh\n(.*?)^```$/ms.exec(below) ?? [];
  const [, status, json = 'null'] = /^Answer, (\d{3})[:.].*?^```json\n(.*?)^```$/ms.exec(below.split(/^## /m)[0] ?? '') ?? [];
  return { command, status: Number(status), answer: JSON.parse(json) };
}

const field = (name: string) => ({ body }: Answer): string => String((body as Record<string, unknown>)[name]);

/** What an answer of Wise is called in the tables. */
function nameOf({ status, body }: Answer): string {
  const { error, errors } = Object(body) as { error?: string; errors?: { code: string }[] };
  const code = error ?? errors?.[0]?.code ?? (Array.isArray(body) && body.length === 0 ? '[]' : undefined);
  return code === undefined ? `${status}` : `${status} \`${code}\``;
}

beforeAll(() => writeFileSync(join(folder, '.curlrc'), 'write-out = "\\n%{http_code}"\n'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Each call in its order, with what it sets for the later ones. */
const CALLS: readonly [heading: string, prepare: () => Promise<void>, sets: Record<string, (answer: Answer) => string>][] = [
  ['Get a token of your own', async () => {}, { TOKEN: field('access_token') }],
  ['Ask whether an address has an account', async () => {}, {}],
  ['Ask Wise to send a code by email', async () => {}, {}],
  ['Exchange a code', setCode, { CUSTOMER_TOKEN: field('access_token'), REFRESH_TOKEN: field('refresh_token') }],
  ['See whose account it is', async () => {}, {}],
  ['Refresh the tokens', async () => {}, { CUSTOMER_TOKEN: field('access_token'), REFRESH_TOKEN: field('refresh_token') }],
];

async function setCode(label?: string, profile?: string): Promise<void> {
  const response = await wise.consented(label, profile);
  Object.assign(variables, { CODE: response.searchParams.get('code') ?? '', REDIRECT_URI: wise.partner().redirectUri });
}

/** Makes all calls, which sets all variables. */
async function make(): Promise<Record<string, Answer>> {
  Object.assign(variables, { WISE: wise.url(), CLIENT: 'bank', SECRET: 'banksecret' });
  const answers: Record<string, Answer> = {};
  for (const [heading, prepare, sets] of CALLS) {
    await prepare();
    const answer = await run(call(heading).command);
    for (const [name, read] of Object.entries(sets)) variables[name] = read(answer);
    answers[heading] = answer;
  }
  return answers;
}

describe('the calls', () => {
  it('get the answers of the page', async () => {
    for (const [heading, answer] of Object.entries(await make())) {
      const { status, answer: body } = call(heading);
      expect({ status: answer.status, body: stable(answer.body) }, heading).toEqual({ status, body: stable(body) });
    }
    expect((await wise.control('outbox')) as unknown).toHaveLength(1);
  });

  it('with a registration code get tokens', async () => {
    await make();
    const created = await run(call('Ask Wise to send a code by email').command.replace('sarah@', 'new@'));
    expect(nameOf(created)).toBe('200');
    const user = { EMAIL: 'new@example.com', REGISTRATION_CODE: '32-random-characters-or-more-0123456789' };
    expect(Object.keys(Object((await run(call('Get a token for a user whom you created').command, user)).body))).toContain('refresh_token');
  });

  it('get the same answers from what stands in for curl', async () => {
    await make();
    for (const heading of ['Get a token of your own', 'Ask Wise to send a code by email', 'See whose account it is']) {
      const [real, other] = [await run(call(heading).command), await run(call(heading).command, { PATH: `${STAND_IN}${delimiter}${PATH}` })];
      expect({ status: other.status, body: stable(other.body) }, heading).toEqual({ status: real.status, body: stable(real.body) });
    }
    await setCode();
    expect((await run(call('Exchange a code').command, { PATH: `${STAND_IN}${delimiter}${PATH}` })).status).toBe(200);
  });

  it('are all commands of the page', () => {
    const commands = snippets.filter(({ at, language }) => at.startsWith(`${PAGE}:`) && language === 'sh').map(({ code }) => code.trim());
    const run = [...CALLS.map(([heading]) => heading), 'Get a token for a user whom you created'].map((heading) => call(heading).command.trim());
    expect(commands.filter((command) => !command.startsWith('export '))).toEqual(run);
  });
});

/** The request of each row of the tables: a change of the command, or of the variables. */
const ERRORS: Record<string, Record<string, (command: string) => Promise<Answer>>> = {
  'Get a token of your own': {
    '401 `invalid_client`': (command) => run(command, { SECRET: 'wrong' }),
    '400 `invalid_request`': (command) => run(command.replace('grant_type=client_credentials', 'x=y')),
  },
  'Ask whether an address has an account': {
    '401 `invalid_token`': (command) => run(command, { TOKEN: 'wrong' }),
    '403 `unauthorized`': (command) => run(command, { TOKEN: variables['CUSTOMER_TOKEN'] ?? '' }),
    '400 `NotNull`': (command) => run(command.replace('"email"', '"address"')),
  },
  'Ask Wise to send a code by email': {
    '409 `NOT_UNIQUE`': (command) => run(command),
    '200': (command) => run(command.replace('sarah@', 'another@')),
    '400 `Size`': (command) => run(command.replace('32-random-characters-or-more-0123456789', 'short')),
    '400 `NotNull`': (command) => run(command.replace('"registrationCode"', '"code"')),
    '422 `ERROR`': (command) => run(command.replace('sarah@example.com', 'sarah')),
  },
  'Exchange a code': {
    '400 `invalid_grant`': (command) => run(command),
    '401 `invalid_client`': (command) => run(command, { SECRET: 'wrong' }),
    '400 `invalid_request`': (command) => run(command.replace('--data-urlencode "code=$CODE"', '')),
  },
  'See whose account it is': {
    '401 `invalid_token`': (command) => run(command, { CUSTOMER_TOKEN: 'wrong' }),
    '403 `unauthorized`': (command) => run(command, { CUSTOMER_TOKEN: variables['TOKEN'] ?? '' }),
    '200 `[]`': async (command) => {
      await setCode('Nina Roth', NO_PROFILE);
      const { body } = await run(call('Exchange a code').command);
      return run(command, { CUSTOMER_TOKEN: String((body as Record<string, unknown>)['access_token']) });
    },
  },
  'Refresh the tokens': {
    '400 `invalid_grant`': async (command) => {
      await setCode();
      await run(call('Exchange a code').command); // the customer links again
      return run(command);
    },
    '401 `invalid_client`': (command) => run(command, { SECRET: 'wrong' }),
  },
  'Get a token for a user whom you created': {
    '401 `invalid_grant`': (command) => run(command, { EMAIL: 'sarah@example.com', REGISTRATION_CODE: 'wrong' }),
  },
};

describe.each(Object.entries(ERRORS))('the table of "%s"', (heading, errors) => {
  it('has each error, as Wise answers it', async () => {
    expect(new Set(rows(section(PAGE, heading)).map(([first]) => first))).toEqual(new Set(Object.keys(errors)));
    await make();
    for (const [name, request] of Object.entries(errors)) expect(nameOf(await request(call(heading).command)), name).toBe(name);
  });
});

describe('the page', () => {
  it('says how Wise answers when it has too much to do', async () => {
    await make();
    await wise.control('switches', { rateLimited: true, jsonRateLimit: true });
    expect((await run(call('See whose account it is').command)).status).toBe(429);
    await wise.control('switches', { rateLimited: false });
  });

  it('has the addresses that the library calls', () => {
    for (const [environment, plain, certified] of rows(section(PAGE, 'Before you start'))) {
      const options = { environment: environment as Environment, clientId: 'x', clientSecret: 'y' };
      expect([plain, certified]).toEqual([apiOrigin(options), apiOrigin({ ...options, tls: { cert: 'x' } })].map((url) => `\`${url}\``));
    }
  });

  it('has the operations of the log', () => {
    const source = readFileSync(`${root}src/server/wise-client.ts`, 'utf8');
    const calls = [...source.matchAll(/this\.#call\('(\w+)'/g)].map(([, name]) => name);
    const grants = [...source.matchAll(/grant_type: '(\w+)'/g)].map(([, name]) => `token_${name}`);
    const named = rows(section(PAGE, 'In the log of wise-link/server')).map((row) => row[1]?.replaceAll('`', ''));
    expect(new Set(named)).toEqual(new Set([...calls, ...grants]));
  });
});
