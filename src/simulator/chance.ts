import { createHmac, randomBytes } from 'node:crypto';

/** What is drawn by chance, each in an order of its own: how many browsers come by does not change which codes there are. */
export type Kind = 'access token' | 'code' | 'csrf' | 'flow' | 'refresh token' | 'session' | 'trace id';

/** A seed that nobody has had yet. */
export const newSeed = (): string => randomBytes(8).toString('hex');

/**
 * Where everything random at this Wise comes from. All of it follows from the seed (HMAC-SHA-256 of kind and number), so
 * that what a test met can be met again, and whoever knows the seed can foretell it.
 */
export class Chance {
  readonly #seed: string;
  readonly #drawn = new Map<Kind, number>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** The next 16 bytes of this kind. */
  bytes(kind: Kind): Buffer {
    const number = (this.#drawn.get(kind) ?? 0) + 1;
    this.#drawn.set(kind, number);
    return createHmac('sha256', this.#seed).update(`${kind} ${number}`).digest().subarray(0, 16);
  }

  /** The next UUID of this kind (RFC 9562, version 4). */
  uuid(kind: Kind): string {
    const bytes = this.bytes(kind);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
}
