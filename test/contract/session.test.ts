// Checks where the kit takes the sessions of the customers from.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readOptions } from '../../contract/kit/options.js';
import type { Options } from '../../contract/kit/options.js';
import { Session } from '../../contract/kit/session.js';
import { runSessionCommand } from '../../contract/kit/session-command.js';
import type { SessionHeader } from '../../contract/kit/session-header.js';
import { ONE } from './stage.js';
import { named, reportOf, useStage } from './use-stage.js';

const EXCHANGE = 'https://bank.example/exchange';
const LOG_IN = ['--login', '/log-in'];

function read(args: string[], env: NodeJS.ProcessEnv): Options {
  const options = readOptions([EXCHANGE, ...args], env);
  if (options === 'help') throw new Error('The kit was asked for help.');
  return options;
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wise-link-kit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (content: string | Uint8Array): string => {
  writeFileSync(join(folder, 'secret'), content);
  return join(folder, 'secret');
};

describe('the session of a customer', () => {
  it.each<[how: string, args: string[], env: NodeJS.ProcessEnv, expected: Options['session']]>([
    ['a cookie', [], { WISE_CONTRACT_COOKIE: 'a=b; c="d e"' }, { header: ['Cookie', 'a=b; c="d e"'] }],
    ['a bearer token', [], { WISE_CONTRACT_TOKEN: 'a.b-c=' }, { header: ['Authorization', 'Bearer a.b-c='] }],
    ['the log-in of the bank', LOG_IN, { WISE_CONTRACT_LOGIN: '{"a":1}' }, { logIn: new URL('https://bank.example/log-in'), body: '{"a":1}' }],
    ['a command', ['--session-command', './log-in sarah'], {}, { command: './log-in sarah' }],
  ])('is %s', (_, args, env, expected) => {
    expect(read(args, env)).toMatchObject({ session: expected, otherSession: undefined });
    const forOther = Object.fromEntries(Object.entries(env).map(([name, value]) => [name.replace('CONTRACT_', 'CONTRACT_OTHER_'), value]));
    const otherArgs = args.map((argument) => argument.replace('--session', '--other-session'));
    const both = read([...otherArgs, '--session-command', 'x'].filter((argument, at, all) => all.indexOf(argument) === at), forOther);
    expect(both).toMatchObject({ session: { command: 'x' }, otherSession: expected });
  });

  it('is in a file, without the line break at its end', () => {
    expect(read([], { WISE_CONTRACT_COOKIE_FILE: file('a=b\r\n') }).session).toEqual({ header: ['Cookie', 'a=b'] });
  });

  it.each<[what: string, args: string[], env: NodeJS.ProcessEnv, message: RegExp]>([
    ['missing', [], {}, /^Nothing works without a session/],
    ['given twice', [], { WISE_CONTRACT_COOKIE: 'a=s3cret', WISE_CONTRACT_TOKEN: 's3cret' }, /^WISE_CONTRACT_COOKIE and WISE_CONTRACT_TOKEN are both set/],
    ['given and made', ['--session-command', 'x'], { WISE_CONTRACT_TOKEN: 's3cret' }, /^WISE_CONTRACT_TOKEN and --session-command are both set/],
    ['in a variable and a file', [], { WISE_CONTRACT_TOKEN: 's3cret', WISE_CONTRACT_TOKEN_FILE: 'x' }, /^WISE_CONTRACT_TOKEN and WISE_CONTRACT_TOKEN_FILE are both set/],
    ['in a misspelled variable', [], { WISE_CONTRACT_COKIE: 'a=s3cret' }, /^WISE_CONTRACT_COKIE is not a setting/],
    ['a cookie without a name', [], { WISE_CONTRACT_COOKIE: 's3cret' }, /^WISE_CONTRACT_COOKIE must be “name=value” in one line/],
    ['a cookie with a line break', [], { WISE_CONTRACT_COOKIE: 'a=s3cret\nX-A: b' }, /^WISE_CONTRACT_COOKIE must be/],
    ['a token that is not ASCII', [], { WISE_CONTRACT_TOKEN: 's3crét' }, /^WISE_CONTRACT_TOKEN must be a token in one line, of visible ASCII/],
    ['a log-in without its URL', [], { WISE_CONTRACT_LOGIN: '{"password":"s3cret"}' }, /^WISE_CONTRACT_LOGIN needs --login/],
    ['a log-in without a body', ['--login', '/log-in'], { WISE_CONTRACT_TOKEN: 's3cret' }, /^--login needs WISE_CONTRACT_LOGIN/],
    ['a log-in that is not JSON', LOG_IN, { WISE_CONTRACT_LOGIN: 's3cret' }, /^WISE_CONTRACT_LOGIN must be JSON/],
    ['in a file that is not there', [], { WISE_CONTRACT_TOKEN_FILE: '/no/such/file' }, /^The file of WISE_CONTRACT_TOKEN_FILE cannot be read: ENOENT\.$/],
  ])('is refused without its value if it is %s', (_, args, env, message) => {
    const refused = (): unknown => read(args, env);
    expect(refused).toThrow(expect.objectContaining({ name: 'SetupError', message: expect.stringMatching(message) }));
    expect(refused).not.toThrow(/s3cr/);
  });

  it.each([
    ['is empty', ''],
    ['is not UTF-8', Uint8Array.of(0x61, 0x3d, 0xff)],
  ])('is refused if its file %s', (what, content) => {
    expect(() => read([], { WISE_CONTRACT_COOKIE_FILE: file(content) })).toThrow(`The file of WISE_CONTRACT_COOKIE_FILE ${what}.`);
  });
});

/** A command line that runs JavaScript. */
const js = (code: string): string => {
  const path = join(folder, 'command.mjs');
  writeFileSync(path, code);
  return `"${process.execPath}" "${path}"`;
};
const run = (command: string, timeoutMs?: number): Promise<SessionHeader> => runSessionCommand(command, '--session-command', timeoutMs);

describe('the session command', () => {
  it.each<[line: string, expected: SessionHeader]>([
    ['Cookie: a=b; c=d\n', ['Cookie', 'a=b; c=d']],
    ['cookie:a=b', ['Cookie', 'a=b']],
    ['authorization:\tBearer x.y\r\n\r\n', ['Authorization', 'Bearer x.y']],
    ['Authorization: DPoP x', ['Authorization', 'DPoP x']],
  ])('may print %j', async (line, expected) => {
    await expect(run(js(`process.stdout.write(${JSON.stringify(line)})`))).resolves.toEqual(expected);
  });

  it.each([
    ['prints nothing', '', 'must print one line, “Cookie: …” or “Authorization: …”. It printed nothing.'],
    ['prints another header', 'console.log("Set-Cookie: a=s3cret")', 'It printed another line.'],
    ['prints only a value', 'console.log("s3cret")', 'It printed another line.'],
    ['prints two lines', 'console.log("Cookie: a=s3cret\\nCookie: c=s3cret")', 'It printed 2 lines.'],
    ['prints a header without a value', 'console.log("Authorization: Bearer")', 'What --session-command prints must be a token'],
    ['prints bytes that are not UTF-8', 'process.stdout.write(Buffer.from("436f6f6b69653a20613dff", "hex"))', 'of visible ASCII characters.'],
    ['prints too much', 'process.stdout.write("s3cret".repeat(100_000))', '--session-command printed more than 64 KiB.'],
    ['fails', 'console.log("Cookie: a=s3cret"); process.exitCode = 3', '--session-command ended with exit code 3.'],
    ['is killed', 'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)', /was ended by SIGTERM|exit code 143/],
  ])('is refused without its output if it %s', async (_, code, message) => {
    const error: unknown = await run(js(code)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'SetupError', message: typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message) });
    expect(String(error)).not.toContain('s3cret');
  });

  it('is refused if there is no such program', async () => {
    await expect(run('wise-link-no-such-program 2>&1 >&2')).rejects.toThrow('--session-command ended with exit code 127.');
  });

  it('is ended with all that it started if it hangs', async () => {
    const mark = join(folder, 'mark');
    const child = `setTimeout(() => require('fs').writeFileSync(${JSON.stringify(mark)}, ''), 1500)`;
    const code = `import { spawn } from 'node:child_process'; spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => {}, 1000);`;
    await expect(run(js(code), 700)).rejects.toThrow('--session-command did not end within 0.7 s.');
    await wait(1600);
    expect(existsSync(mark)).toBe(false);
  });
});

describe('a session that has ended', () => {
  it('is made again once for all requests that were refused with it', async () => {
    const old: SessionHeader = ['Cookie', 'a=1'];
    const make = vi.fn(async (): Promise<SessionHeader> => ['Cookie', 'a=2']);
    const session = new Session(old, make);
    await expect(Promise.all([session.renew(old), session.renew(old)])).resolves.toEqual([true, true]);
    await expect(session.renew(old)).resolves.toBe(true);
    expect(make).toHaveBeenCalledTimes(1);
    expect(session.header).toEqual(['Cookie', 'a=2']);
    await session.renew(session.header);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('is not made again if it was given', async () => {
    const session = new Session(['Cookie', 'a=1']);
    await expect(session.renew(session.header)).resolves.toBe(false);
  });
});

const withoutLogIn = (args: string[]): string[] => args.filter((argument, at) => argument !== '--login' && args[at - 1] !== '--login');

describe('a bank whose sessions are bearer tokens that end early', () => {
  const stage = useStage();
  beforeEach(() => stage.clear());

  it('passes with a command for each customer', async () => {
    const [exchange = ''] = stage.args();
    const used = new Map<string, number>();
    let refused = 0;
    // The token is the value of the cookie, and lasts for 25 requests.
    stage.defect = async (request, next) => {
      const [, token] = /^Bearer (.*)$/.exec(request.headers.get('Authorization') ?? '') ?? [];
      if (token === undefined) return next(request);
      used.set(token, (used.get(token) ?? 0) + 1);
      const isOver = (used.get(token) ?? 0) > 25;
      if (isOver) refused += 1;
      const headers = new Headers(request.headers);
      headers.set('Cookie', isOver ? '' : `bank_session=${token}`);
      const body = await request.text();
      return next(new Request(request.url, { method: request.method, headers, ...(body !== '' && { body }) }));
    };
    const path = join(folder, 'log-in.mjs');
    writeFileSync(path, `const headers = { 'Content-Type': 'application/json', 'Origin': process.argv[2], 'Sec-Fetch-Site': 'same-origin', 'X-Wise-Link': '1' };
      const body = JSON.stringify({ customer: process.argv[3], password: 'bank' });
      const response = await fetch(process.argv[2] + '/api/session', { method: 'POST', headers, body });
      console.log('Authorization: Bearer ' + /bank_session=([^;]*)/.exec(response.headers.get('Set-Cookie'))[1]);`);
    const command = (customer: string): string => `"${process.execPath}" "${path}" ${new URL(exchange).origin} ${customer}`;
    const args = [...withoutLogIn(stage.allArgs()), '--session-command', command('sarah'), '--other-session-command', command('omar')];
    const findings = await stage.run(args, {});
    expect(named(findings, 'failed'), reportOf(findings)).toEqual([]);
    expect(named(findings, 'skipped')).toEqual([]);
    expect(refused).toBeGreaterThan(0);
  });

  it('fails if both customers have the same session', async () => {
    const env = { WISE_CONTRACT_COOKIE: 'a=b', WISE_CONTRACT_OTHER_COOKIE: 'a=b' };
    await expect(stage.run(withoutLogIn(stage.args()), env)).rejects.toThrow('Both customers have the same session.');
  });

  it('is reported without the session that it repeats', async () => {
    const body = (request: Request): string => `no such session: ${request.headers.get('Cookie')}\u001B[31m`;
    stage.defect = async (request, next) => (request.url.endsWith('/exchange') ? new Response(body(request), { status: 500 }) : next(request));
    const error: unknown = await stage.run(stage.args(), ONE).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('no such session: bank_session=•••');
    expect(String(error)).not.toContain('\u001B');
  });
});
