/** A 256-bit key, base64, and the name under which later readers find it again. */
export interface EncryptionKey {
  id: string;
  secret: string;
}

/** What a fingerprint is for: the same value gives another fingerprint for another purpose. */
export type Purpose = 'code' | 'state' | 'body' | 'profile';

const encoder = new TextEncoder();

/** Keeps what must be kept secret: seals tokens (AES-256-GCM) and makes keyed fingerprints (HMAC-SHA-256). */
export class Vault {
  readonly #keyId: string;
  readonly #sealing: CryptoKey;
  readonly #marking: CryptoKey;

  private constructor(keyId: string, sealing: CryptoKey, marking: CryptoKey) {
    this.#keyId = keyId;
    this.#sealing = sealing;
    this.#marking = marking;
  }

  /** Derives one key per use from the given secret (RFC 5869), so that no key serves two algorithms. */
  static async open({ id, secret }: EncryptionKey): Promise<Vault> {
    const bytes = Buffer.from(secret, 'base64');
    if (bytes.length !== 32) throw new TypeError('The encryption key must be 32 bytes in base64.');
    if (!/^[\w-]{1,32}$/.test(id)) throw new TypeError('The key id must be 1 to 32 of A-Z a-z 0-9 _ -.');
    const root = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
    const salt = new Uint8Array();
    const hkdf = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(info) });
    const aes = { name: 'AES-GCM', length: 256 };
    const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
    return new Vault(
      id,
      await crypto.subtle.deriveKey(hkdf('wise-link tokens'), root, aes, false, ['encrypt', 'decrypt']),
      await crypto.subtle.deriveKey(hkdf('wise-link fingerprints'), root, hmac, false, ['sign']),
    );
  }

  /** Encrypts for one owner: a row copied to another customer cannot be opened there. */
  async seal(plain: string, owner: string): Promise<string> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(owner) };
    const sealed = await crypto.subtle.encrypt(algorithm, this.#sealing, encoder.encode(plain));
    return [this.#keyId, Buffer.from(iv).toString('base64url'), Buffer.from(sealed).toString('base64url')].join('.');
  }

  /** Decrypts what `seal` made for this owner; throws for another key, another owner, or a changed text. */
  async unseal(text: string, owner: string): Promise<string> {
    const [keyId, iv, sealed, ...rest] = text.split('.');
    if (keyId !== this.#keyId || iv === undefined || sealed === undefined || rest.length > 0) {
      throw new Error('Sealed with another key.');
    }
    const algorithm = { name: 'AES-GCM', iv: Buffer.from(iv, 'base64url'), additionalData: encoder.encode(owner) };
    const plain = await crypto.subtle.decrypt(algorithm, this.#sealing, Buffer.from(sealed, 'base64url'));
    return new TextDecoder().decode(plain);
  }

  /** A keyed hash. Six-character codes could be found from a plain hash by trying them all. */
  async fingerprint(purpose: Purpose, value: string): Promise<string> {
    const mark = await crypto.subtle.sign('HMAC', this.#marking, encoder.encode(`${purpose}\0${value}`));
    return Buffer.from(mark).toString('base64url');
  }
}
