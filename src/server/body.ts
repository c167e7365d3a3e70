import { Problem } from './problem.js';

/** The largest body that is read. */
export const MAX_BODY_BYTES = 4096;

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
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new Problem('payload_too_large');
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Problem('invalid_request');
  }
}
