import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pglite } from '../../src/server/pglite.js';
import { postgres as openPostgres } from '../../src/server/postgres.js';
import type { Database } from '../../src/server/index.js';
import type { Finding } from '../../contract/kit/finding.js';
import { HttpClient } from '../../contract/kit/http-client.js';
import { logIn } from '../../contract/kit/log-in.js';
import { callbackPage, externalCallbackPage } from '../../src/callback/page-plugin.js';
import { snippets } from '../docs/pages.js';
import { usePostgres } from '../server/postgres.js';
import { ONE } from './stage.js';
import { named, reportOf, useStage } from './use-stage.js';

const ALL = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B9', 'B10', 'B11', 'B12', 'B13', 'B14', 'B15', 'B16', 'B17', 'B18', 'B19', 'B20', 'B21', 'B22', 'B23', 'B24'];

const postgres = usePostgres();
const DATABASES: [string, () => Promise<Database>][] = [
  ['PGlite', pglite],
  ['PostgreSQL', async () => openPostgres({ connectionString: await postgres.newDatabase() })],
];

describe.each(DATABASES)('the reference backend on %s', (_, open) => {
  const stage = useStage(open);
  let findings: Finding[] = [];
  beforeAll(async () => {
    findings = await stage.run(stage.allArgs());
  });

  it.each(ALL)('%s passes', (name) => {
    const { result } = findings.find((finding) => finding.name === name) ?? {};
    expect(result, reportOf(findings)).toBe('passed');
  });
});

describe('the reference backend of a bank without a start endpoint', () => {
  const stage = useStage();
  beforeAll(() => stage.withoutStart());
  beforeEach(() => stage.clear());

  it('passes the cases that need only the exchange endpoint, and skips the rest', async () => {
    const findings = await stage.run(stage.args(), ONE);
    expect(named(findings, 'failed'), reportOf(findings)).toEqual([]);
    expect(named(findings, 'skipped')).toEqual(['B4', 'B9', 'B12', 'B14', 'B15', 'B17', 'B20', 'B22', 'B23', 'B24']);
  });

  it('passes B4 with another customer’s attempt from a typed code', async () => {
    const findings = await stage.run(stage.args());
    expect(named(findings, 'failed'), reportOf(findings)).toEqual([]);
    expect(named(findings, 'skipped')).toEqual(['B9', 'B12', 'B14', 'B15', 'B20', 'B24']);
  });

  it('accepts the session of a cookie, and refuses an unknown one', async () => {
    const [exchange = '', , simulator = ''] = stage.args();
    const { origin } = new URL(exchange);
    const [, cookie] = await logIn(new HttpClient(), new URL('/api/session', origin), ONE.WISE_CONTRACT_LOGIN, origin);
    const findings = await stage.run([exchange, '--wise', simulator], { WISE_CONTRACT_COOKIE: cookie });
    expect(named(findings, 'failed'), reportOf(findings)).toEqual([]);
    await expect(stage.run([exchange, '--wise', simulator], { WISE_CONTRACT_COOKIE: 'bank_session=x' })).rejects.toThrow(/401 session_required.*the session/);
  });

});

describe('the reference backend', () => {
  const stage = useStage();
  beforeEach(() => stage.clear());

  it('refuses every code without a start, and the kit says so', async () => {
    await expect(stage.run(stage.args())).rejects.toThrow(/404 attempt_not_found/);
  });

  it('fails no case if an earlier run has reached the daily limits', async () => {
    await stage.run(stage.allArgs());
    const findings = await stage.run(stage.allArgs());
    expect(named(findings, 'failed'), reportOf(findings)).toEqual([]);
  });
});

describe('B14 a static server', () => {
  const stage = useStage();
  const [block = ''] = snippets.filter(({ at, language }) => at.startsWith('docs/set-up.md') && language === 'http').map(({ code }) => code);
  const headers = block.trim().split('\n').map((line): [string, string] => [line.split(': ', 1)[0] ?? '', line.replace(/^[^:]*: /, '')]);

  it.each([
    ['callback.html', callbackPage('document.title = "back";').html],
    ['callback-external.html', externalCallbackPage()],
  ])('that sends %s with exactly the headers of the set-up page passes', async (_, html) => {
    expect(headers.map(([name]) => name)).toContain('Content-Security-Policy');
    stage.defect = async (request, next) => (request.url.includes('/wise-callback.html') ? new Response(html, { headers }) : next(request));
    const findings = await stage.run(stage.allArgs());
    expect(findings.find(({ name }) => name === 'B14')?.result, reportOf(findings)).toBe('passed');
  });
});
