/** Requests to the bank's own servers. */
import { request } from 'undici';
import type { Dispatcher } from 'undici';

/** An answer of the bank. */
export interface BankResponse {
  status: number;
  /** The media type of the body, without parameters, in lower case. */
  type: string;
  text: string;
}

/** What is sent. */
export interface BankRequest {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  /** The time from the connection to the end of the answer, in milliseconds. */
  timeoutMs: number;
  /** The most bytes of an answer with status 200. The body of any other one is not read: only its status counts. */
  maxBytes: number;
}

/**
 * Sends a request and reads the whole answer. Follows no redirect, which could send cookies or a token elsewhere. Throws if there is no
 * answer in time, or if it is too large.
 */
export async function askBank(url: URL, { timeoutMs, maxBytes, ...options }: BankRequest, dispatcher?: Dispatcher): Promise<BankResponse> {
  const signal = AbortSignal.timeout(timeoutMs);
  const { statusCode, headers, body } = await request(url, { ...options, signal, ...(dispatcher && { dispatcher }) });
  if (statusCode !== 200 || maxBytes === 0) {
    // Throws away what is short enough to keep the connection, and closes it else.
    await body.dump({ limit: 4096, signal }).catch(() => {});
    return { status: statusCode, type: '', text: '' };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new RangeError('The answer is too large.');
    chunks.push(chunk);
  }
  return { status: statusCode, type: mediaType(headers['content-type']), text: Buffer.concat(chunks).toString('utf8') };
}

const mediaType = (header: string | string[] | undefined): string => String(header ?? '').replace(/;.*/s, '').trim().toLowerCase();
