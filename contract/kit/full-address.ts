/** An unmasked email address. */
export const FULL_ADDRESS = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i;
