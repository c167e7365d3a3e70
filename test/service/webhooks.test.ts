import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, it } from 'vitest';
import { webhooks } from '../../src/service/webhooks.js';
import { startBankServer } from './bank-server.js';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;
const at = new Date('2026-05-01T10:00:00Z');
const bank = await startBankServer((_, response) => void response.end());
const hooks = webhooks(bank.url, SECRET, 30_000);

beforeEach(() => {
  bank.answer = (_, response) => void response.writeHead(204).end();
  bank.received.length = 0;
});

/** The body of the only webhook, if its signature is right. */
function verified(): unknown {
  expect(bank.received).toHaveLength(1);
  const [{ headers, body } = { headers: {}, body: '' }] = bank.received;
  expect(headers['content-type']).toBe('application/json');
  const verify = (): unknown => new Webhook(SECRET).verify(body, headers as Record<string, string>);
  expect(verify).not.toThrow();
  return verify();
}

describe('a webhook', () => {
  it.each([
    ['linked', 'link.linked'],
    ['relinked', 'link.relinked'],
    ['refreshFailed', 'link.refresh_failed'],
    ['recovered', 'link.recovered'],
    ['ended', 'link.ended'],
  ] as const)('of %s has the type %s, is signed, and has the masked link', async (kind, type) => {
    await hooks[kind]({ id: '17', at, customerId: 'sarah', link: LINK });
    expect(verified()).toEqual({ type, timestamp: '2026-05-01T10:00:00.000Z', data: { customerId: 'sarah', link: LINK } });
    expect(bank.received[0]?.headers['webhook-id']).toBe(`evt_17_${at.getTime()}`);
  });

  it('of a mismatch has the reason', async () => {
    await hooks.mismatch({ id: '18', at, customerId: 'sarah', reason: 'identity_mismatch' });
    expect(verified()).toEqual({ type: 'attempt.mismatch', timestamp: '2026-05-01T10:00:00.000Z', data: { customerId: 'sarah', reason: 'identity_mismatch' } });
  });

  it('arrives with any 2xx, whatever the body is', async () => {
    bank.answer = (_, response) => void response.writeHead(200).end('x'.repeat(200_000));
    await hooks.linked({ id: '21', at, customerId: 'sarah', link: LINK });
    expect(verified()).toMatchObject({ type: 'link.linked' });
  });

  it.each<[string, typeof bank.answer]>([
    ['400', (_, response) => void response.writeHead(400).end()],
    ['410', (_, response) => void response.writeHead(410).end()],
    ['503', (_, response) => void response.writeHead(503).end()],
    ['a redirect', (_, response) => void response.writeHead(307, { Location: '/other' }).end()],
    ['a closed connection', ({ socket }) => void socket.destroy()],
  ])('that gets %s has not arrived', async (_, answer) => {
    bank.answer = answer;
    await expect(hooks.linked({ id: '19', at, customerId: 'sarah', link: LINK })).rejects.toThrow();
    expect(bank.received).toHaveLength(1);
  });

  it('that is not answered in time has not arrived', async () => {
    bank.answer = () => {};
    await expect(webhooks(bank.url, SECRET, 200).linked({ id: '20', at, customerId: 'sarah', link: LINK })).rejects.toThrow();
  });
});
