/** An element of the card, with an id by which others can name it. Made without markup, so that a page's Trusted Types need no exception for it. */
export function part<Tag extends 'form' | 'p' | 'label' | 'input' | 'div' | 'button' | 'a'>(
  tag: Tag,
  name: string,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Tag] {
  return withAttributes(document.createElement(tag), { part: name, id: name, ...attributes });
}

export function withAttributes<E extends Element>(element: E, attributes: Record<string, string>): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A place for something of the partner's own. */
export const slot = (name: string): HTMLSlotElement => Object.assign(document.createElement('slot'), { name });

/**
 * Shows a text, or nothing where there is none. Untouched if it is the same: an alert must not say it twice. Unless it is
 * to be said `again`: then with a space at its end that nobody sees. A live region is never hidden: it would not be heard.
 */
export function say(element: HTMLElement, text: string | false | undefined, again = false): void {
  const { textContent } = element;
  const same = text || '';
  const other = `${same}\u00a0`;
  element.hidden = !text && element.getAttribute('role') !== 'status';
  if ((again && text) || ![same, other].includes(textContent)) element.textContent = textContent === same ? other : same;
}

/** Sets an attribute, or takes it away where there is no value. Not by ARIA's properties: Firefox has them since 119. */
export const mark = (element: Element, attribute: string, value: string | false | undefined): void =>
  value ? element.setAttribute(attribute, value) : element.removeAttribute(attribute);
