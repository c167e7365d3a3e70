import { Agent, fetch } from 'undici';
import { NoAnswer } from './no-answer.js';
import type { TlsOptions } from './tls-options.js';

const LONGEST_BYTES = 1024 * 1024;
// The element times out after 15 s. A backend under test may be a little slower.
const TIMEOUT_MS = 20_000;

/** A request. */
export interface Init {
  method?: string;
  headers?: readonly (readonly [name: string, value: string])[];
  body?: string | null;
}

/** A complete response. Bytes that are not UTF-8 are U+FFFD in the text. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

/** Sends requests with the TLS options of a server. Follows no redirect, waits 20 seconds, and reads at most 1 MiB. */
export class HttpClient {
  readonly #timeoutMs: number;
  // The `fetch` of Node accepts only Agents of the undici version inside Node.
  readonly #dispatcher: Agent;

  constructor(tls?: TlsOptions, timeoutMs = TIMEOUT_MS) {
    this.#timeoutMs = timeoutMs;
    // Explicit, because NODE_TLS_REJECT_UNAUTHORIZED would else decide.
    this.#dispatcher = new Agent({ connect: { ...tls, rejectUnauthorized: tls?.rejectUnauthorized ?? true } });
  }

  /** Throws `NoAnswer` if no complete response arrives. */
  async send(url: URL, { method = 'GET', headers = [], body = null }: Init = {}): Promise<Reply> {
    try {
      const signal = AbortSignal.timeout(this.#timeoutMs);
      const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]), body, redirect: 'manual', signal, dispatcher: this.#dispatcher } as const;
      const response = await fetch(url, init);
      return { status: response.status, headers: new Headers([...response.headers]), text: await readText(response.body ?? []) };
    } catch (error) {
      throw NoAnswer.because(error, this.#timeoutMs);
    }
  }
}

async function readText(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop closes the connection.
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > LONGEST_BYTES) throw new NoAnswer('more than 1 MiB');
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
