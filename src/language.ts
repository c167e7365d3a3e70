/** The language of a page (BCP 47): finds it, and watches it for changes. */

/** The language of an element: the nearest `lang`, through all shadow roots. */
export function languageOf(element: Element): string {
  const found = element.closest('[lang]');
  if (found) return found.getAttribute('lang') ?? '';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageOf(root.host) : '';
}

/**
 * The tags of the catalogues that fit a language, best first. Empty if the text is not a language tag. Also reads POSIX
 * locales, which some servers write: `pt_BR.UTF-8`, `de_DE@euro`.
 */
export function tagsOf(lang: string): string[] {
  if (!lang) return []; // an exception costs more than the rest of an update
  try {
    const tag = new Intl.Locale(lang.replace(/[.@].*/, '').replace(/_/g, '-'));
    const { baseName, language, script, region } = tag.maximize();
    // Of the two written forms of Norwegian, only Bokmål has a catalogue.
    const base = /^n[no]$/.test(language) ? 'nb' : language;
    return [tag.baseName, baseName, `${language}-${region}`, `${language}-${script}`, base];
  } catch {
    return [];
  }
}

const listeners = new Set<() => void>();

/** Notifies all elements that the language, or the words for it, may have changed. */
export const notifyLanguage = (): void => listeners.forEach((listener) => listener());

/** One for all elements: the browser checks every change of the page against each observer. */
let observer: MutationObserver | undefined;

/** Observes a root, and all roots around it. */
function observe(root: Node): void {
  observer ??= new MutationObserver(notifyLanguage);
  observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
  if (root instanceof ShadowRoot) observe(root.host.getRootNode());
}

/** Calls `changed` when the language of an element, or the words for it, may have changed, until the signal aborts. */
export function watchLanguage(element: Element, changed: () => void, signal: AbortSignal): void {
  listeners.add(changed);
  observe(element.getRootNode());
  signal.addEventListener('abort', () => {
    listeners.delete(changed);
    if (!listeners.size) observer?.disconnect();
  });
}

/** A page never goes back to loading, and the question takes longer than a render. */
let hasLoaded = false;

/** True while the page still loads scripts, which may add a catalogue. Then calls `loaded` when they have run. */
export function isLoading(loaded: () => void, signal: AbortSignal): boolean {
  if (hasLoaded) return false;
  const [navigation] = (performance.getEntriesByType?.('navigation') ?? []) as PerformanceNavigationTiming[];
  hasLoaded = document.readyState !== 'loading' && navigation?.domContentLoadedEventStart !== 0;
  if (hasLoaded) return false;
  document.addEventListener('DOMContentLoaded', loaded, { signal });
  return true;
}
