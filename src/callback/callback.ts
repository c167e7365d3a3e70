/**
 * The script of the redirect page. It takes the answer of Wise out of the address bar and hands it to the page that is
 * waiting for it: the opener of this window, or the page that this tab has left. It never exchanges a code, and makes
 * no request.
 */
import { deliver } from '../launch/callback-channel.js';
import { storeAttempt, storedAttempts } from '../attempt/stored-attempts.js';

declare global {
  interface Document {
    /** Not in every browser: https://wicg.github.io/nav-speculation/prerendering.html. */
    readonly prerendering?: boolean;
  }
}

/** The text in the first of the customer's languages for which there is one; the first text where there is none. */
function preferred(texts: readonly HTMLElement[]): HTMLElement | undefined {
  for (const wanted of navigator.languages) {
    // Norwegian is written in two ways; we have one of them.
    let tags = ` ${wanted.replace(/^n[no]\b/, 'nb')}-`;
    try {
      // Chinese is told apart by its script, which a browser does not name.
      tags += ` ${new Intl.Locale(wanted).maximize().toString()}-`;
    } catch {
      // No language, then.
    }
    const text = texts.find(({ lang }) => tags.includes(` ${lang}-`));
    if (text) return text;
  }
  return texts[0];
}

/** Shows one of the page's own texts, also as its title: the customer may see no more of the window than that. */
function show(name: string): void {
  // What has another class is the partner's own.
  const texts = (which: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`main>[class=${which}]`)];
  const shown = preferred(texts(name));
  if (!shown) return;
  for (const text of [...texts('wait'), ...texts('back')]) text.hidden = true;
  shown.hidden = false;
  const { body } = document;
  const page = document.documentElement;
  // The partner's own content, and texts without a language, keep the one that the page was written in.
  body.lang ||= page.lang;
  page.lang = shown.lang || body.lang;
  document.title = shown.textContent;
}

function passResponse(): void {
  const response = location.href;
  const state = new URL(response).searchParams.get('state');
  try {
    // So that Back, reload and a duplicated tab find none. The whole address: a path like `//name` alone would be a host.
    history.replaceState(null, '', response.split(/[?#]/)[0]);
  } catch {
    // The browser keeps its address: the code is delivered all the same, and closing or leaving takes it away.
  }
  // Wise may report an error without our state: then there is nothing to hand over, but the way back is the same.
  const [, stored] = [...storedAttempts()].find(([left, { returnTo }]) => returnTo && (!state || left === state)) ?? [];
  if (stored?.returnTo?.startsWith(`${location.origin}/`)) {
    if (state) storeAttempt(state, { ...stored, letter: response });
    location.replace(stored.returnTo);
  } else if (state) {
    // A tab that the customer opened himself cannot be closed from here, and the page that waited may be gone.
    const timer = setTimeout(show, 3000, 'back');
    void deliver(state, response).then(() => {
      clearTimeout(timer);
      show('done');
      close();
    });
  } else {
    show('lost');
    return;
  }
  show('wait');
}

// On a server there is no page; and one that the browser made ready in advance has not been visited yet.
if (typeof document === 'object') {
  if (document.prerendering) addEventListener('prerenderingchange', passResponse);
  else passResponse();
}
