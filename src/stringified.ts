/** What has been said on the console, once per page. */
const said = new Set<string>();

/** The attributes in which a framework has written an object or a function as text, which is of no use. Others' attributes may hold code. */
export const asText = ({ attributes, constructor }: Element): string[] =>
  [...attributes]
    .filter(
      ({ name, value }) =>
        /^(exchange|headers|messages|onwise-link-.+)$/.test(name) ||
        (/^\[object |^(async )?function\b|=>/.test(value) && (constructor as typeof Element & { observedAttributes?: string[] }).observedAttributes?.includes(name)),
    )
    .map(({ name }) => name);

/** Tells the developer of them, by name only: a header may be a secret. */
export function warnOfText(element: Element): void {
  for (const name of asText(element).filter((one) => !said.has(one))) {
    said.add(name);
    // oxlint-disable-next-line no-console -- nothing else would tell, and a page that works has none
    console.warn(`<wise-link> got ${name} as text: set the property, or listen`);
  }
}
