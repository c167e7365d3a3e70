import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pglite } from '../../src/server/pglite.js';
import { readConfiguration } from '../../src/service/configuration.js';
import { readEnvironment } from '../../src/service/environment.js';
import { startService } from '../../src/service/service.js';
import type { Service } from '../../src/service/service.js';
import { startWise } from '../../src/simulator/server.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SECRET = Buffer.alloc(32, 9).toString('base64');
const SARAH = { id: 'sarah', givenName: 'Sarah', familyName: 'Jenkins', dateOfBirth: '1985-05-20', email: 'sarah@example.com' };

/** The first code block of a language in docs/reconnect.md. */
function snippet(language: string): string {
  const page = readFileSync(`${root}docs/reconnect.md`, 'utf8');
  const [, code = ''] = new RegExp(`^ {3}\`\`\`${language}\\n(.*?)^ {3}\`\`\`$`, 'ms').exec(page) ?? [];
  return code.replaceAll(/^ {3}/gm, '');
}

/** The code of the page that receives webhooks. */
async function receiver(bank: object): Promise<RequestListener> {
  // Below node_modules, so that it finds standardwebhooks.
  const folder = `${root}node_modules/.cache/reconnect`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/receiver.mjs`, snippet('js'));
  const { receiver: make } = (await import(pathToFileURL(`${folder}/receiver.mjs`).href)) as { receiver: (bank: object, secret: string) => RequestListener };
  return make(bank, `whsec_${SECRET}`);
}

/** A bank with the simulator and `wise-link-server`, and the code of docs/reconnect.md. */
export class ReconnectBank {
  /** The ids of the emails that the customer got. */
  readonly emails = new Set<string>();
  /** How often a webhook asked for an email. */
  asked = 0;
  isBannerOn = false;
  origin = '';
  wiseUrl = '';
  #service: Service | undefined;
  #receive: RequestListener = (_, response) => void response.writeHead(503).end();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #end: () => Promise<void> = async () => {};

  async start(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    this.origin = `http://localhost:${port}`;
    const wise = await startWise({ port: 0, partnerOrigin: this.origin });
    this.wiseUrl = wise.url;
    this.#receive = await receiver({
      emailOnce: async (_: string, id: string) => void (this.asked++, this.emails.add(id)),
      setBanner: async (_: string, isOn: boolean) => void (this.isBannerOn = isOn),
    });
    const database = await pglite();
    const own = `http://127.0.0.1:${port}`;
    const service = await startService(
      readConfiguration(
        readEnvironment({
          WISE_LINK_ORIGIN: this.origin,
          WISE_LINK_REDIRECT_URIS: `${this.origin}/wise-callback.html`,
          WISE_LINK_SESSION_URL: `${own}/session`,
          WISE_LINK_ENVIRONMENT: 'sandbox',
          WISE_LINK_CLIENT_ID: 'bank',
          WISE_LINK_CLIENT_SECRET: 'banksecret',
          WISE_LINK_API_URL: wise.url,
          WISE_LINK_AUTHORIZE_URL: `${wise.url}/oauth/authorize/`,
          DATABASE_URL: 'postgres://unused',
          WISE_LINK_KEYS: `1:${SECRET}`,
          WISE_LINK_INTERNAL_SECRET: SECRET,
          WISE_LINK_WEBHOOK_URL: `${own}/events`,
          WISE_LINK_WEBHOOK_SECRET: `whsec_${SECRET}`,
          PORT: '0',
          WISE_LINK_INTERNAL_PORT: '0',
        }),
      ),
      database,
      () => {},
    );
    this.#service = service;
    this.#end = async () => {
      await service.close();
      await database.close();
      await wise.close();
      this.#server.closeAllConnections();
      await new Promise((resolve) => this.#server.close(resolve));
    };
  }

  close(): Promise<void> {
    return this.#end();
  }

  /** Reads the profiles at Wise, as docs/service.md says. Returns the name of the customer, or why there is no token. */
  async readsAtWise(): Promise<string> {
    const token = await this.#token();
    if (token.status !== 200) return String(token.value['code']);
    const accessToken = String(token.value['accessToken']);
    const answer = await fetch(`${this.wiseUrl}/v2/profiles`, { headers: { Authorization: `Bearer ${accessToken}` } });
    if (answer.status !== 401) return ((await answer.json()) as { fullName: string }[])[0]?.fullName ?? 'nobody';
    await this.#inside('/customers/sarah/refused-token', { method: 'POST', body: JSON.stringify({ accessToken }) });
    const { value } = await this.#token();
    return String(value['code']);
  }

  async #token(): Promise<{ status: number; value: Record<string, unknown> }> {
    const response = await this.#inside('/customers/sarah/access-token', {});
    return { status: response.status, value: (await response.json()) as Record<string, unknown> };
  }

  #inside(path: string, init: RequestInit): Promise<Response> {
    const headers = { 'Authorization': `Bearer ${SECRET}`, 'Content-Type': 'application/json' };
    return fetch(`http://127.0.0.1:${this.#service?.internal.port}${path}`, { ...init, headers });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '', this.origin);
    const session = /\bsession=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
    const send = (type: string, body: string, headers: Record<string, string> = {}): void => void response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
    const built = (file: string): string => readFileSync(`${root}dist/cdn/${file}`, 'utf8');
    if (pathname === '/') return send('text/html', this.#page(), session ? {} : { 'Set-Cookie': `session=${crypto.randomUUID()}; HttpOnly; SameSite=Strict` });
    if (pathname === '/wise-link.js') return send('text/javascript', built('wise-link.js'));
    if (pathname === '/wise-callback.html') return send('text/html', built('callback.html'), { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    if (pathname === '/api/wise-banner') return send('application/json', JSON.stringify(this.isBannerOn));
    if (pathname === '/events') return this.#receive(request, response);
    if (pathname === '/session') return session ? send('application/json', JSON.stringify({ sessionId: session, customer: SARAH })) : void response.writeHead(401).end();
    return this.#passOn(request, response, pathname + search);
  }

  async #passOn(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const answer = await fetch(`http://127.0.0.1:${this.#service?.endpoints.port}${path}`, { method: request.method ?? 'GET', headers: headers as Record<string, string>, ...body });
    response.writeHead(answer.status, { 'Content-Type': answer.headers.get('Content-Type') ?? '', 'Cache-Control': 'no-store' }).end(await answer.text());
  }

  #page(): string {
    return `<!doctype html><html lang="en"><title>My bank</title><script type="module" src="/wise-link.js"></script>
      ${snippet('html')}
      <wise-link environment="sandbox" client-id="bank" redirect-uri="${this.origin}/wise-callback.html" authorize-url="${this.wiseUrl}/oauth/authorize/"
        exchange-url="/api/wise/exchange" start-url="/api/wise/start" status-url="/api/wise/status"></wise-link></html>`;
  }
}
