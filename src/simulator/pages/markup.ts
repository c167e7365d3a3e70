import { html } from 'hono/html';

/**
 * HTML with every value escaped. Not called `html`, as the rules that check Lit templates would check these too, and
 * they forbid the quotes around attribute values that Hono's escaping relies on.
 */
export const markup = html;

/** A piece of a page. */
export type Markup = ReturnType<typeof html>;
