import type { Realm } from './realm.js';

/** A chunk of a body, as text instead of bytes. */
export interface Chunk {
  length: number;
  text: string;
}

/** A backend's response on the network. */
export interface Wire {
  status: number;
  body: unknown;
  /** The Retry-After header. */
  retryAfter?: string;
  /** Whether the connection breaks in the middle of the body. */
  isCut?: boolean;
}

/** A fake `Response` with a body of one chunk. */
export class Response {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get: (name: string) => string | null };
  readonly body: { getReader: () => { read: () => Promise<unknown>; cancel: () => void } };

  constructor({ status, body, retryAfter = '', isCut = false }: Wire, realm: Realm) {
    this.ok = status < 300;
    this.status = status;
    this.headers = { get: (name) => (name === 'Retry-After' && retryAfter) || null };
    const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
    const chunks: Chunk[] = text ? [{ length: text.length, text }] : [];
    const read = (): Promise<unknown> => {
      const deferred = realm.defer();
      if (isCut) deferred.reject({ name: 'TypeError' });
      else deferred.resolve({ value: chunks.shift() });
      return deferred.promise;
    };
    this.body = { getReader: () => ({ read, cancel() {} }) };
  }
}

/** A fake `TextDecoder` for these chunks. */
export class Decoder {
  decode(chunk?: Chunk): string {
    return chunk?.text ?? '';
  }
}
