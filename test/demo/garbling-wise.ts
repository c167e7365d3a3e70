import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** How a response is changed. `sent` is the whole request, including the client secret, the code or the token. */
export type Garble = (response: ServerResponse, sent: string) => void;

/** A proxy between a bank and the simulator. Records the tokens and can replace responses. */
export class GarblingWise {
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #garbles: { path: string; garble: Garble }[] = [];
  readonly tokens = new Set<string>();
  #target = '';

  /** Listens on a free port. */
  async start(target: string): Promise<void> {
    this.#target = target;
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Replaces the next responses of a path, one after the other. */
  garble(path: string, ...garbles: Garble[]): void {
    this.#garbles.push(...garbles.map((garble) => ({ path, garble })));
  }

  /** Removes all replacements. */
  clear(): void {
    this.#garbles.length = 0;
  }

  /** Stops the proxy and closes all connections. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url: path = '', method = 'GET' } = request;
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const headers = Object.fromEntries(
      ['authorization', 'content-type', 'x-external-correlation-id'].flatMap((name) => {
        const value = request.headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    );
    const place = this.#garbles.findIndex((each) => each.path === path);
    const [replaced] = place < 0 ? [] : this.#garbles.splice(place, 1);
    if (replaced !== undefined) {
      replaced.garble(response, `${method} ${path} ${JSON.stringify(headers)} ${body}`);
      return;
    }
    const answer = await fetch(this.#target + path, { method, headers, ...(body !== '' && { body }) });
    const text = await answer.text();
    for (const [, token = ''] of text.matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)) this.tokens.add(token);
    response.writeHead(answer.status, { 'Content-Type': answer.headers.get('Content-Type') ?? 'text/plain' }).end(text);
  }
}

/** Repeats the request in the body and the headers. */
export function echo(status: number): Garble {
  return (response, sent) => {
    const inHeader = sent.replaceAll(/[^\x21-\x7e]/g, '_');
    const headers = { 'Content-Type': 'application/json', 'x-trace-id': inHeader, 'Retry-After': inHeader, 'Location': `/${inHeader}` };
    response.writeHead(status, headers).end(JSON.stringify({ error: sent, error_description: sent, access_token: [sent] }));
  };
}

/** Repeats the request in a response that is not HTTP. */
export const notHttp: Garble = (response, sent) => void response.socket?.end(sent);

/** Repeats the request in an incomplete response. */
export const incomplete: Garble = (response, sent) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100_000 }).write(`{"access_token":"${sent}`);
  response.flushHeaders();
  setImmediate(() => response.destroy());
};

/** Repeats the request in a body that is not JSON. */
export const notJson: Garble = (response, sent) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end(sent);
