/** The language around an element (BCP 47): of itself, or of what stands around it, through all shadow roots. */
export function languageOf(element: Element): string {
  const found = element.closest('[lang]');
  if (found) return found.getAttribute('lang') ?? '';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageOf(root.host) : '';
}

/**
 * The tags under which words for a language may stand (BCP 47), best first. None for what is no language. Many a server
 * writes the name of its own locale (POSIX): `pt_BR.UTF-8`, `de_DE@euro`.
 */
export function tagsOf(lang: string): string[] {
  try {
    const tag = new Intl.Locale(lang.replace(/[.@].*/, '').replace(/_/g, '-'));
    const { baseName, language, script, region } = tag.maximize();
    // Norwegian is written in two ways; we have one of them.
    const base = /^n[no]$/.test(language) ? 'nb' : language;
    return [tag.baseName, baseName, `${language}-${region}`, `${language}-${script}`, base];
  } catch {
    return [];
  }
}

/** Whoever speaks a language on this page. */
const hearers = new Set<() => void>();

/** Tells all of them that there may be something else to say, or to say it in. */
export const tell = (): void => hearers.forEach((hear) => hear());

/** One for all elements: every change in the page is held against each observer. */
let observer: MutationObserver | undefined;

/** And all that it is in. */
function observe(root: Node): void {
  observer ??= new MutationObserver(tell);
  observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
  if (root instanceof ShadowRoot) observe(root.host.getRootNode());
}

/** Says when the language around an element, or the words for it, may have changed, until the signal aborts. */
export function watchLanguage(element: Element, changed: () => void, signal: AbortSignal): void {
  hearers.add(changed);
  observe(element.getRootNode());
  signal.addEventListener('abort', () => {
    hearers.delete(changed);
    if (!hearers.size) observer?.disconnect();
  });
}

/** True while scripts of the page are still to come, with which a catalogue may come: then says when all have. */
export function isLoading(loaded: () => void, signal: AbortSignal): boolean {
  const [navigation] = (performance.getEntriesByType?.('navigation') ?? []) as PerformanceNavigationTiming[];
  if (document.readyState !== 'loading' && navigation?.domContentLoadedEventStart !== 0) return false;
  document.addEventListener('DOMContentLoaded', loaded, { signal });
  return true;
}
