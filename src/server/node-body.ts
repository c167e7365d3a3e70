import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from './body.js';

/**
 * The body of a request: its bytes, or, if a body parser of the framework has read them, what it made of them; null if it has none.
 * Undefined if other code has read the bytes and left nothing. Reads only as many bytes as it takes to refuse a body that is too large.
 */
export async function bodyOf(request: IncomingMessage): Promise<string | Uint8Array | null | undefined> {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const parsed: unknown = 'body' in request ? request.body : undefined;
  if (typeof parsed === 'string') return parsed;
  if (parsed instanceof Uint8Array) return parsed;
  // express.json() leaves {} for a request without a body. The same bytes give the same value, and the same value the same text, so a repeated request stays the same.
  if (parsed !== undefined && parsed !== null) return hasBody(request) ? JSON.stringify(parsed) : null;
  if (request.readableEnded || request.readableDidRead) return hasBody(request) ? undefined : null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Node discards the rest once the response has been sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) break;
  }
  return size === 0 ? null : Buffer.concat(chunks);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
