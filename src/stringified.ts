/** Warns about objects and functions that a framework has written into attributes as text. */

/** The attributes that were warned about: once per page. */
const warned = new Set<string>();

/** The names of the attributes that hold an object or a function as text. Attributes of others may hold code, so only ours are checked. */
export const asText = ({ attributes, constructor }: Element): string[] =>
  [...attributes]
    .filter(
      ({ name, value }) =>
        /^(exchange|headers|messages|on[:-]?wise-link-.+)$/.test(name) ||
        (/^\[object |^(async )?function\b|=>/.test(value) && (constructor as typeof Element & { observedAttributes?: string[] }).observedAttributes?.includes(name)),
    )
    .map(({ name }) => name);

/** Warns the developer about them, by name only: a header may be a secret. */
export function warnOfText(element: Element): void {
  for (const name of asText(element).filter((one) => !warned.has(one))) {
    warned.add(name);
    // oxlint-disable-next-line no-console -- no other sign of the mistake, and a correct page has none
    console.warn(`<wise-link> got ${name} as text: set the property, or listen`);
  }
}
