/** A live region that screen readers announce: not hidden, and not off. */
const isAnnounced = (region: HTMLElement): boolean => region.checkVisibility() && region.ariaLive !== 'off';

/**
 * Records what a screen reader announces of an element, in order, until `signal` aborts. It announces a region when its
 * text has changed at the end of a task, even by a space. Repeated announcements are recorded again.
 */
export function recordAnnouncements(element: HTMLElement, signal: AbortSignal): string[] {
  const announcements: string[] = [];
  for (const region of element.shadowRoot?.querySelectorAll<HTMLElement>('[role=status], [role=alert]') ?? []) {
    let last = region.textContent;
    const observer = new MutationObserver(() => {
      const { textContent } = region;
      if (textContent === last) return; // Assistive technology compares texts.
      last = textContent;
      if (textContent?.trim() && isAnnounced(region)) announcements.push(`${region.role}: ${textContent.trim()}`);
    });
    observer.observe(region, { childList: true, characterData: true, subtree: true, attributes: true });
    signal.addEventListener('abort', () => observer.disconnect());
  }
  return announcements;
}
