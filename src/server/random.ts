/** 256 random bits, base64url: 43 characters that nobody guesses. */
export function randomToken(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
}
