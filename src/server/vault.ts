/** A 256-bit key, base64, and the name under which later readers find it again. */
export interface EncryptionKey {
  id: string;
  secret: string;
}

/** What a fingerprint is for: the same value gives another fingerprint for another purpose. */
export type Purpose = 'code' | 'state' | 'body' | 'profile' | 'subject' | 'key';

const encoder = new TextEncoder();

/** The keys that tokens are sealed with: the current one, and older ones that still open what they sealed. */
export type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]];

/** Keeps what must be kept secret: seals tokens (AES-256-GCM) and makes keyed fingerprints (HMAC-SHA-256). */
export class Vault {
  readonly #keyId: string;
  readonly #sealing: ReadonlyMap<string, CryptoKey>;
  readonly #marking: CryptoKey;

  private constructor(keyId: string, sealing: ReadonlyMap<string, CryptoKey>, marking: CryptoKey) {
    this.#keyId = keyId;
    this.#sealing = sealing;
    this.#marking = marking;
  }

  /**
   * Derives one key per use from the given secrets (RFC 5869), so that no key serves two algorithms. The fingerprint
   * key does not rotate: "a code works once" and "a profile has one owner" are unique indexes over fingerprints, and two
   * processes with different keys, as in every rolling deployment, would each find the other's code new. So it is the
   * oldest key of the list, and whoever takes that one out of the list must go on giving it by itself.
   */
  static async open(keys: EncryptionKeys, fingerprintKey = keys.at(-1) ?? keys[0]): Promise<Vault> {
    const sealing = new Map<string, CryptoKey>();
    for (const key of keys) {
      if (sealing.has(key.id)) throw new TypeError('Two encryption keys have the same id.');
      sealing.set(key.id, await deriveSealing(key));
    }
    return new Vault(keys[0].id, sealing, await deriveMarking(fingerprintKey));
  }

  /** Encrypts for one owner, with the current key: a row copied to another customer cannot be opened there. */
  async seal(plain: string, owner: string): Promise<string> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(owner) };
    const sealed = await crypto.subtle.encrypt(algorithm, this.#key(this.#keyId), encoder.encode(plain));
    return [this.#keyId, Buffer.from(iv).toString('base64url'), Buffer.from(sealed).toString('base64url')].join('.');
  }

  /** Decrypts what `seal` made for this owner; throws for an unknown key, another owner, or a changed text. */
  async unseal(text: string, owner: string): Promise<string> {
    const [keyId, iv, sealed, ...rest] = text.split('.');
    if (keyId === undefined || iv === undefined || sealed === undefined || rest.length > 0) {
      throw new Error('Not a sealed text.');
    }
    const algorithm = { name: 'AES-GCM', iv: Buffer.from(iv, 'base64url'), additionalData: encoder.encode(owner) };
    const plain = await crypto.subtle.decrypt(algorithm, this.#key(keyId), Buffer.from(sealed, 'base64url'));
    return new TextDecoder().decode(plain);
  }

  #key(id: string): CryptoKey {
    const key = this.#sealing.get(id);
    if (key === undefined) throw new Error('Sealed with another key.');
    return key;
  }

  /** A keyed hash. Six-character codes could be found from a plain hash by trying them all. */
  async fingerprint(purpose: Purpose, value: string): Promise<string> {
    const mark = await crypto.subtle.sign('HMAC', this.#marking, encoder.encode(`${purpose}\0${value}`));
    return Buffer.from(mark).toString('base64url');
  }
}

async function deriveSealing(key: EncryptionKey): Promise<CryptoKey> {
  const aes = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(hkdf('wise-link tokens'), await rootOf(key), aes, false, ['encrypt', 'decrypt']);
}

async function deriveMarking(key: EncryptionKey): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  return crypto.subtle.deriveKey(hkdf('wise-link fingerprints'), await rootOf(key), hmac, false, ['sign']);
}

function hkdf(info: string): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode(info) };
}

async function rootOf({ id, secret }: EncryptionKey): Promise<CryptoKey> {
  const bytes = Buffer.from(secret, 'base64');
  if (bytes.length !== 32) throw new TypeError('The encryption key must be 32 bytes in base64.');
  if (!/^[\w-]{1,32}$/.test(id)) throw new TypeError('The key id must be 1 to 32 of A-Z a-z 0-9 _ -.');
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
}
