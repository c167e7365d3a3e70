import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { forwardAuthentication } from '../../src/service/forward-authentication.js';
import { answerJson, SARAH, startBankServer } from './bank-server.js';

const bank = await startBankServer(answerJson(SARAH));
const ask = (headers: Record<string, string> = { Cookie: 'sid=1' }, timeoutMs = 30_000): unknown =>
  forwardAuthentication(bank.url, timeoutMs)(new Request('https://bank.example/api/wise/status', { headers }));

describe('forward authentication', () => {
  it('sends the cookies, the authorization and the correlation id, and nothing else of the request', async () => {
    bank.answer = answerJson(SARAH);
    const sent = { 'Cookie': 'sid=1', 'Authorization': 'Bearer t', 'X-Correlation-Id': 'corr-1', 'X-Other': 'x', 'Origin': 'https://bank.example' };
    expect(await ask(sent)).toEqual(SARAH);
    expect(await ask({ ...sent, 'X-Correlation-Id': 'no id of ours' })).toEqual(SARAH);
    expect(bank.received.pop()?.headers['x-correlation-id']).toMatch(/^[\da-f-]{36}$/);
    const { headers, method } = bank.received.at(-1) ?? {};
    expect(method).toBe('GET');
    expect(Object.keys(headers ?? {}).toSorted()).toEqual(['accept', 'authorization', 'connection', 'cookie', 'host', 'x-correlation-id']);
    expect(headers).toMatchObject({ 'cookie': 'sid=1', 'authorization': 'Bearer t', 'x-correlation-id': 'corr-1' });
  });

  it('asks nobody about a request with neither cookies nor authorization', async () => {
    const before = bank.received.length;
    expect(await ask({})).toBeNull();
    expect(bank.received).toHaveLength(before);
  });

  it('drops members that it does not know', async () => {
    bank.answer = answerJson({ ...SARAH, admin: true, customer: { ...SARAH.customer, phone: '1' } });
    expect(await ask()).toEqual(SARAH);
  });

  it('reads JSON whose type has a parameter', async () => {
    bank.answer = (_, response) => void response.writeHead(200, { 'Content-Type': 'Application/JSON; charset=utf-8' }).end(JSON.stringify({ ...SARAH, sessionId: 'ß😀' }));
    expect(await ask()).toEqual({ ...SARAH, sessionId: 'ß😀' });
  });

  it('passes the business on', async () => {
    const customer = { ...SARAH.customer, company: { name: 'Haddad Trading Ltd', registrationNumber: 'SC123456' } };
    bank.answer = answerJson({ ...SARAH, customer });
    expect(await ask()).toEqual({ ...SARAH, customer });
  });

  it('is no log-in with 401, whatever its body is', async () => {
    bank.answer = answerJson({ error: 'x' }, 401);
    expect(await ask()).toBeNull();
    bank.answer = (_, response) => void response.writeHead(401).end('x'.repeat(200_000));
    expect(await ask()).toBeNull();
  });

  const wrong = (change: object): RequestListener => answerJson({ ...SARAH, customer: { ...SARAH.customer, ...change } });

  it.each<[string, RequestListener, string]>([
    ['403', answerJson(SARAH, 403), 'WISE_LINK_SESSION_URL answered 403. It must answer 200 or 401.'],
    ['500', answerJson(SARAH, 500), 'WISE_LINK_SESSION_URL answered 500. It must answer 200 or 401.'],
    ['a redirect to a log-in page', (_, response) => void response.writeHead(302, { Location: '/login' }).end(), 'WISE_LINK_SESSION_URL answered 302. It must answer 200 or 401.'],
    ['a closed connection', ({ socket }) => void socket.destroy(), 'WISE_LINK_SESSION_URL gave no answer in time, or one that is too large.'],
    ['a huge answer', answerJson({ ...SARAH, more: 'x'.repeat(70_000) }), 'WISE_LINK_SESSION_URL gave no answer in time, or one that is too large.'],
    ['HTML', (_, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>Log in'), 'The answer of WISE_LINK_SESSION_URL must have the Content-Type application/json.'],
    ['JSON that calls itself HTML', (_, response) => void response.writeHead(200, { 'Content-Type': 'text/html; a=application/json' }).end(JSON.stringify(SARAH)), 'The answer of WISE_LINK_SESSION_URL must have the Content-Type application/json.'],
    ['JSON without a type', (_, response) => void response.end(JSON.stringify(SARAH)), 'The answer of WISE_LINK_SESSION_URL must have the Content-Type application/json.'],
    ['HTML that calls itself JSON', (_, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end('<p>Log in'), 'The answer of WISE_LINK_SESSION_URL has the wrong shape: the whole.'],
    ['an id in another character set', (_, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end(Buffer.from(JSON.stringify({ ...SARAH, customer: { ...SARAH.customer, id: 'jörg' } }), 'latin1')), 'The answer of WISE_LINK_SESSION_URL has the wrong shape: customer.id.'],
    ['an id with half a character', wrong({ id: 'sarah\uD800' }), 'The answer of WISE_LINK_SESSION_URL has the wrong shape: customer.id.'],
    ['an id with a zero character', wrong({ id: 'sarah\0' }), 'The answer of WISE_LINK_SESSION_URL has the wrong shape: customer.id.'],
    ['null', answerJson(null), 'The answer of WISE_LINK_SESSION_URL has the wrong shape: the whole.'],
    ['no session id', answerJson({ customer: SARAH.customer }), 'The answer of WISE_LINK_SESSION_URL has the wrong shape: sessionId.'],
    ['an id that is a number', wrong({ id: 7 }), 'The answer of WISE_LINK_SESSION_URL has the wrong shape: customer.id.'],
    ['an empty id', wrong({ id: '' }), 'The answer of WISE_LINK_SESSION_URL has the wrong shape: customer.id.'],
    ['a date of birth that is null', wrong({ dateOfBirth: null }), 'The answer of WISE_LINK_SESSION_URL has the wrong shape: customer.dateOfBirth.'],
    ['a list in place of the customer', answerJson({ sessionId: 's', customer: [SARAH.customer] }), 'The answer of WISE_LINK_SESSION_URL has the wrong shape: customer.'],
  ])('cannot tell who is logged in after %s', async (_, answer, message) => {
    bank.answer = answer;
    await expect(ask()).rejects.toMatchObject({ name: 'SessionUnavailable', message });
  });

  it.each<[string, RequestListener]>([
    ['nothing', () => {}],
    ['headers, and then nothing', (_, response) => void response.writeHead(200).write('{')],
  ])('does not wait for ever for %s', async (_, answer) => {
    bank.answer = answer;
    await expect(ask(undefined, 200)).rejects.toMatchObject({ message: 'WISE_LINK_SESSION_URL gave no answer in time, or one that is too large.' });
  });
});
