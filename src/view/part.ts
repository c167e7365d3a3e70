/** An element of the card. Made without markup, so that a page's Trusted Types need no exception for it. */
export function part<Tag extends 'form' | 'p' | 'label' | 'input' | 'div' | 'button' | 'a'>(
  tag: Tag,
  name: string,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [attribute, value] of Object.entries({ part: name, ...attributes })) element.setAttribute(attribute, value);
  return element;
}

/** A place for something of the partner's own. */
export const slot = (name: string): HTMLSlotElement => Object.assign(document.createElement('slot'), { name });

/** Shows a text, or nothing where there is none. Untouched if it is the same: a live region must not say it twice. */
export function say(element: HTMLElement, text: string | false | undefined): void {
  element.hidden = !text;
  if (element.textContent !== (text || '')) element.textContent = text || '';
}

/** Sets an attribute, or takes it away where there is no value. Not by ARIA's properties: Firefox has them since 119. */
export const mark = (element: Element, attribute: string, value: string | false): void =>
  value === false ? element.removeAttribute(attribute) : element.setAttribute(attribute, value);
