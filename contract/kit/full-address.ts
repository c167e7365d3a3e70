/** An unmasked email address, from its last character before the “@”: longer patterns take minutes for a hostile text. */
export const FULL_ADDRESS = /(?<=[\w.+-])@[\w-]{1,63}\.[a-z]{2,}/i;
