import { createHmac, randomBytes } from 'node:crypto';

/** The kinds of random values. Each has its own sequence, so that the number of browsers does not change the codes. */
export type Kind = 'access token' | 'code' | 'csrf' | 'field order' | 'flow' | 'refresh token' | 'session' | 'trace id';

/** A new random seed. */
export const newSeed = (): string => randomBytes(8).toString('hex');

/**
 * The source of all random values. They are derived from the seed (HMAC-SHA-256 of kind and number), so that a test run
 * can be repeated. They are predictable for anyone with the seed.
 */
export class Chance {
  readonly #seed: string;
  readonly #counts = new Map<Kind, number>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** The next 16 bytes of this kind. */
  bytes(kind: Kind): Buffer {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
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
