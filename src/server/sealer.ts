/** Whose a sealed text is, and what it is. What was sealed for one cannot be opened for another. */
export interface SealedFor {
  /** The bank's id of the customer. */
  owner: string;
  purpose: SealPurpose;
}

/** What is sealed: the tokens of a link, the code with which Wise lets a user claim an account, or the bank's id of a session. */
export type SealPurpose = 'tokens' | 'registration-code' | 'session';

/** Encryption by a key management service, in place of the first of `keys`. */
export interface Sealer {
  /** Encrypts a text, bound to its owner and purpose (the "encryption context" or "additional data" of the service). */
  seal(plain: string, about: SealedFor): Promise<string>;
  /** Decrypts what `seal` returned. Throws if the owner or the purpose is another one. */
  open(sealed: string, about: SealedFor): Promise<string>;
}
