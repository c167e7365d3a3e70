import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** A server of the bank, for one test file. */
export interface BankServer {
  url: URL;
  /** The requests so far, with their bodies. */
  readonly received: { headers: IncomingMessage['headers']; method: string | undefined; body: string }[];
  /** How the next requests are answered. */
  answer: RequestListener;
}

/** Starts a server of the bank on a free port. */
export async function startBankServer(answer: RequestListener): Promise<BankServer> {
  const bank: BankServer = { url: new URL('http://127.0.0.1'), received: [], answer };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += String(chunk)));
    request.on('end', () => {
      bank.received.push({ headers: request.headers, method: request.method, body });
      bank.answer(request, response);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  bank.url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ask`);
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return bank;
}

/** What the bank says about Sarah's session. */
export const SARAH = {
  sessionId: 'session-1',
  customer: { id: 'sarah', givenName: 'Sarah', familyName: 'Jenkins', dateOfBirth: '1985-05-20', email: 'sarah@example.com', company: null },
};

/** Answers with JSON. */
export const answerJson =
  (value: unknown, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
