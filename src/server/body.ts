import { Problem } from './problem.js';

/** The largest body that is read. */
export const MAX_BODY_BYTES = 4096;

/** A request whose body has been received. It is not the body of the `Request`, because a stream takes longer to read than to receive. */
export class ReceivedRequest extends Request {
  readonly received: Uint8Array;

  constructor(url: URL, init: RequestInit, body: string | Uint8Array | null) {
    super(url, init);
    this.received = typeof body === 'string' ? Buffer.from(body) : (body ?? new Uint8Array());
  }
}

/** Reads a JSON body of at most 4 KiB. Returns the text too, because replays are compared byte for byte. */
export async function readJsonBody(request: Request): Promise<{ text: string; value: unknown }> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) throw new Problem('unsupported_media_type');
  const text = await readText(request);
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    throw new Problem('invalid_request');
  }
}

// Counts the bytes as they arrive: Content-Length may be wrong.
async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BODY_BYTES) throw new Problem('payload_too_large');
  const bytes = request instanceof ReceivedRequest ? request.received : await readBytes(request);
  if (bytes.byteLength > MAX_BODY_BYTES) throw new Problem('payload_too_large');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem('invalid_request');
  }
}

async function readBytes({ body }: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) break;
  }
  return Buffer.concat(chunks);
}
