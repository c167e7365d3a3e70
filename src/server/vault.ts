import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Sealer, SealPurpose } from './sealer.js';

/** A 256-bit key in base64, and the id that is stored with each value it seals. */
export interface EncryptionKey {
  id: string;
  secret: string;
}

/** What a fingerprint is for. The same value has a different fingerprint for each purpose. */
export type Purpose = 'code' | 'state' | 'body' | 'profile' | 'user' | 'subject' | 'session' | 'key';

// node:crypto, not Web Crypto: for texts this short, a change of thread takes much longer than the work.
const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;

/** Begins a text that the sealer has sealed. No key id has this character. */
const BY_SEALER = '*.';

/** Encrypts tokens (AES-256-GCM) and computes keyed fingerprints (HMAC-SHA-256). */
export class Vault {
  readonly #keyId: string;
  readonly #sealingKeys: ReadonlyMap<string, Buffer>;
  readonly #fingerprintKey: Buffer;
  readonly #sealer: Sealer | undefined;

  private constructor(keyId: string, sealingKeys: ReadonlyMap<string, Buffer>, fingerprintKey: Buffer, sealer: Sealer | undefined) {
    this.#keyId = keyId;
    this.#sealingKeys = sealingKeys;
    this.#fingerprintKey = fingerprintKey;
    this.#sealer = sealer;
  }

  /**
   * Derives one key per use from the secrets (RFC 5869), so that no key serves two algorithms. The fingerprint key does
   * not rotate: "a code works once" and "a profile has one owner" are unique indexes over fingerprints, and during a
   * rolling deployment two processes with different keys would not recognize each other's codes. So the fingerprint key
   * is the oldest key of the list. If you remove that key from the list, pass it as `fingerprintKey`.
   */
  static async open(keys: readonly EncryptionKey[], fingerprintKey?: EncryptionKey, sealer?: Sealer): Promise<Vault> {
    const [current] = keys;
    if (current === undefined) throw new TypeError('There is no encryption key.');
    const sealingKeys = new Map<string, Buffer>();
    for (const key of keys) {
      if (sealingKeys.has(key.id)) throw new TypeError('Two encryption keys have the same id.');
      sealingKeys.set(key.id, deriveKey(key, 'wise-link tokens'));
    }
    return new Vault(current.id, sealingKeys, deriveKey(fingerprintKey ?? keys.at(-1) ?? current, 'wise-link fingerprints'), sealer);
  }

  /** Encrypts for one owner and purpose, with the sealer or the current key. A row copied to another customer cannot be decrypted. */
  async seal(plain: string, owner: string, purpose: SealPurpose = 'tokens'): Promise<string> {
    if (this.#sealer !== undefined) return BY_SEALER + (await this.#sealer.seal(plain, { owner, purpose }));
    const iv = randomBytes(12);
    const cipher = createCipheriv(CIPHER, this.#key(this.#keyId), iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(owner, purpose));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return [this.#keyId, iv.toString('base64url'), sealed.toString('base64url')].join('.');
  }

  /** Decrypts a sealed text. Throws for an unknown key, another owner or purpose, or a changed text. */
  async unseal(text: string, owner: string, purpose: SealPurpose = 'tokens'): Promise<string> {
    if (this.#sealer !== undefined && text.startsWith(BY_SEALER)) return this.#sealer.open(text.slice(BY_SEALER.length), { owner, purpose });
    const [keyId, iv, sealed, ...rest] = text.split('.');
    if (!keyId || !iv || !sealed || rest.length > 0) throw new Error('The text is not sealed.');
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv(CIPHER, this.#key(keyId), Buffer.from(iv, 'base64url'), { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(owner, purpose));
    // A text that is too short has a tag that is too short, which is refused.
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  #key(id: string): Buffer {
    const key = this.#sealingKeys.get(id);
    if (key === undefined) throw new Error('The text is sealed with an unknown key.');
    return key;
  }

  /** A keyed hash. An unkeyed hash of a six-character code could be reversed by trying all codes. */
  async fingerprint(purpose: Purpose, value: string): Promise<string> {
    return createHmac('sha256', this.#fingerprintKey).update(`${purpose}\0${value}`).digest('base64url');
  }
}

// Tokens from before there were purposes have the owner only. PostgreSQL stores no text with a zero byte, so no owner has one.
function boundTo(owner: string, purpose: SealPurpose): Buffer {
  return Buffer.from(purpose === 'tokens' ? owner : `${purpose}\0${owner}`);
}

// RFC 5869 with SHA-256 and no salt.
function deriveKey({ id, secret }: EncryptionKey, info: string): Buffer {
  const bytes = Buffer.from(secret, 'base64');
  if (bytes.length !== 32) throw new TypeError('The encryption key must be 32 bytes in base64.');
  if (!/^[\w-]{1,32}$/.test(id)) throw new TypeError('The key id must be 1 to 32 characters of A-Z a-z 0-9 _ -.');
  return Buffer.from(hkdfSync('sha256', bytes, '', info, 32));
}
