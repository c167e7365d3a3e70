/** Makes and fills the elements of the card. */

/** An element with a part name, which is also its id. Made without markup: a page's Trusted Types need no exception. */
export function part<Tag extends 'form' | 'p' | 'span' | 'label' | 'input' | 'div' | 'button' | 'a'>(
  tag: Tag,
  name: string,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Tag] {
  return withAttributes(document.createElement(tag), { part: name, id: name, ...attributes });
}

/** The element, with the attributes set. */
export function withAttributes<E extends Element>(element: E, attributes: Record<string, string>): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** A slot for the partner's own content, with what is shown without any. Its first name is also its id. */
export function slot(name: string, ...fallback: Element[]): HTMLSlotElement {
  const element = Object.assign(document.createElement('slot'), { name, id: name });
  element.append(...fallback);
  return element;
}

/**
 * Shows a text, or hides the element without one. The same text is left alone, so that an alert is not announced twice. With
 * `again` it is: a no-break space at the end changes it. A status is never hidden: screen readers would not announce it.
 */
export function setText(element: HTMLElement, text: string | false | undefined, again = false): void {
  const { textContent } = element;
  const same = text || '';
  const other = `${same}\u00a0`;
  hide(element, !text && element.getAttribute('role') !== 'status');
  if ((again && text) || ![same, other].includes(textContent)) element.textContent = textContent === same ? other : same;
}

/** Puts each sentence of a text, and each side of a middle dot, in an element of its own: the first one is shown as a heading. */
export function splitSentences(element: HTMLElement): void {
  const sentences = element.textContent.match(/ · |.+?([.?!؟] |[。？！]|(?= · )|$)/gs) ?? [];
  element.replaceChildren(...sentences.map((textContent) => Object.assign(document.createElement('span'), { textContent })));
}

/** Hides an element, or shows it. */
export const hide = (element: Element, isHidden: boolean): boolean => element.toggleAttribute('hidden', isHidden);

/**
 * Sets an attribute, or removes it without a value. The same value is left alone: browsers compute styles again for it. Firefox has
 * ARIA's properties only since 119.
 */
export function mark(element: Element, attribute: string, value: string | false | undefined): void {
  if (!value) element.removeAttribute(attribute);
  else if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
}
