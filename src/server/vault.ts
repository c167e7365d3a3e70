import type { Sealer, SealPurpose } from './sealer.js';

/** A 256-bit key in base64, and the id that is stored with each value it seals. */
export interface EncryptionKey {
  id: string;
  secret: string;
}

/** What a fingerprint is for. The same value has a different fingerprint for each purpose. */
export type Purpose = 'code' | 'state' | 'body' | 'profile' | 'user' | 'subject' | 'session' | 'key';

const encoder = new TextEncoder();

/** Begins a text that the sealer has sealed. No key id has this character. */
const BY_SEALER = '*.';

/** Encrypts tokens (AES-256-GCM) and computes keyed fingerprints (HMAC-SHA-256). */
export class Vault {
  readonly #keyId: string;
  readonly #sealingKeys: ReadonlyMap<string, CryptoKey>;
  readonly #fingerprintKey: CryptoKey;
  readonly #sealer: Sealer | undefined;

  private constructor(keyId: string, sealingKeys: ReadonlyMap<string, CryptoKey>, fingerprintKey: CryptoKey, sealer: Sealer | undefined) {
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
  static async open(keys: readonly EncryptionKey[], fingerprintKey = keys.at(-1), sealer?: Sealer): Promise<Vault> {
    const [current] = keys;
    if (current === undefined || fingerprintKey === undefined) throw new TypeError('There is no encryption key.');
    const sealingKeys = new Map<string, CryptoKey>();
    for (const key of keys) {
      if (sealingKeys.has(key.id)) throw new TypeError('Two encryption keys have the same id.');
      sealingKeys.set(key.id, await deriveSealingKey(key));
    }
    return new Vault(current.id, sealingKeys, await deriveFingerprintKey(fingerprintKey), sealer);
  }

  /** Encrypts for one owner and purpose, with the sealer or the current key. A row copied to another customer cannot be decrypted. */
  async seal(plain: string, owner: string, purpose: SealPurpose = 'tokens'): Promise<string> {
    if (this.#sealer !== undefined) return BY_SEALER + (await this.#sealer.seal(plain, { owner, purpose }));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const algorithm = { name: 'AES-GCM', iv, additionalData: boundTo(owner, purpose) };
    const sealed = await crypto.subtle.encrypt(algorithm, this.#key(this.#keyId), encoder.encode(plain));
    return [this.#keyId, Buffer.from(iv).toString('base64url'), Buffer.from(sealed).toString('base64url')].join('.');
  }

  /** Decrypts a sealed text. Throws for an unknown key, another owner or purpose, or a changed text. */
  async unseal(text: string, owner: string, purpose: SealPurpose = 'tokens'): Promise<string> {
    if (this.#sealer !== undefined && text.startsWith(BY_SEALER)) return this.#sealer.open(text.slice(BY_SEALER.length), { owner, purpose });
    const [keyId, iv, sealed, ...rest] = text.split('.');
    if (keyId === undefined || iv === undefined || sealed === undefined || rest.length > 0) {
      throw new Error('The text is not sealed.');
    }
    const algorithm = { name: 'AES-GCM', iv: Buffer.from(iv, 'base64url'), additionalData: boundTo(owner, purpose) };
    const plain = await crypto.subtle.decrypt(algorithm, this.#key(keyId), Buffer.from(sealed, 'base64url'));
    return new TextDecoder().decode(plain);
  }

  #key(id: string): CryptoKey {
    const key = this.#sealingKeys.get(id);
    if (key === undefined) throw new Error('The text is sealed with an unknown key.');
    return key;
  }

  /** A keyed hash. An unkeyed hash of a six-character code could be reversed by trying all codes. */
  async fingerprint(purpose: Purpose, value: string): Promise<string> {
    const mark = await crypto.subtle.sign('HMAC', this.#fingerprintKey, encoder.encode(`${purpose}\0${value}`));
    return Buffer.from(mark).toString('base64url');
  }
}

// Tokens from before there were purposes have the owner only. PostgreSQL stores no text with a zero byte, so no owner has one.
function boundTo(owner: string, purpose: SealPurpose): Uint8Array<ArrayBuffer> {
  return encoder.encode(purpose === 'tokens' ? owner : `${purpose}\0${owner}`);
}

async function deriveSealingKey(key: EncryptionKey): Promise<CryptoKey> {
  const aes = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(hkdf('wise-link tokens'), await importSecret(key), aes, false, ['encrypt', 'decrypt']);
}

async function deriveFingerprintKey(key: EncryptionKey): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  return crypto.subtle.deriveKey(hkdf('wise-link fingerprints'), await importSecret(key), hmac, false, ['sign']);
}

function hkdf(info: string): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(info) };
}

async function importSecret({ id, secret }: EncryptionKey): Promise<CryptoKey> {
  const bytes = Buffer.from(secret, 'base64');
  if (bytes.length !== 32) throw new TypeError('The encryption key must be 32 bytes in base64.');
  if (!/^[\w-]{1,32}$/.test(id)) throw new TypeError('The key id must be 1 to 32 characters of A-Z a-z 0-9 _ -.');
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
}
