/** An e-mail address that nothing in is masked. */
export const FULL_ADDRESS = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i;
