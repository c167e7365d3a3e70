/** A live region, as screen readers find it: not one that is hidden, or off. */
const isHeard = (region: HTMLElement): boolean => region.checkVisibility() && region.ariaLive !== 'off';

/**
 * What a screen reader says by itself of an element from now on, in order, until `signal` aborts. It says a region when its
 * text has changed, be it by a space, at the end of a task; and what it says once more stands there once more.
 */
export function hears(element: HTMLElement, signal: AbortSignal): string[] {
  const said: string[] = [];
  for (const region of element.shadowRoot?.querySelectorAll<HTMLElement>('[role=status], [role=alert]') ?? []) {
    let last = region.textContent;
    const observer = new MutationObserver(() => {
      const { textContent } = region;
      if (textContent === last) return; // assistive technology compares texts
      last = textContent;
      if (textContent?.trim() && isHeard(region)) said.push(`${region.role}: ${textContent.trim()}`);
    });
    observer.observe(region, { childList: true, characterData: true, subtree: true, attributes: true });
    signal.addEventListener('abort', () => observer.disconnect());
  }
  return said;
}
