import { html } from 'hono/html';

/**
 * HTML with every value escaped. Not named `html`, because the lint rules for Lit templates would apply: they forbid the
 * quotes around attribute values that Hono's escaping needs.
 */
export const markup = html;

/** A part of a page. */
export type Markup = ReturnType<typeof html>;
