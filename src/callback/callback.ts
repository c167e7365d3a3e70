/**
 * The script of the redirect page. Removes the authorization response from the URL, and delivers it to the page that waits for it:
 * in another window, or the page that this tab has left. It never exchanges a code, and sends no request.
 */
import { deliver } from '../launch/callback-channel.js';
import { storeAttempt, storedAttempts } from '../attempt/stored-attempts.js';

declare global {
  interface Document {
    /** Not in all browsers: https://wicg.github.io/nav-speculation/prerendering.html. */
    readonly prerendering?: boolean;
  }
}

/** The text in the first of the browser's languages that has one, else the first text. */
function preferred(texts: readonly HTMLElement[]): HTMLElement | undefined {
  for (const wanted of navigator.languages) {
    // The texts have one written form of Norwegian.
    let tags = ` ${wanted.replace(/^n[no]\b/, 'nb')}-`;
    try {
      // Chinese texts differ by script, which `navigator.languages` does not contain.
      tags += ` ${new Intl.Locale(wanted).maximize().toString()}-`;
    } catch {
      // Not a valid language tag.
    }
    const text = texts.find(({ lang }) => tags.includes(` ${lang}-`));
    if (text) return text;
  }
  return texts[0];
}

/** Shows one of the page's texts, also as its title, which may be all that is visible of the window. */
function show(name: string): void {
  // Elements with another class belong to the partner.
  const texts = (which: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`main>[class=${which}]`)];
  const shown = preferred(texts(name));
  if (!shown) return;
  for (const text of [...texts('wait'), ...texts('back')]) text.hidden = true;
  shown.hidden = false;
  const { body } = document;
  const page = document.documentElement;
  // The partner's content, and texts without `lang`, keep the language of the page.
  body.lang ||= page.lang;
  page.lang = shown.lang || body.lang;
  document.title = shown.textContent;
}

function passResponse(): void {
  const response = location.href;
  const state = new URL(response).searchParams.get('state');
  try {
    // So that Back, reload and a duplicated tab do not find it. The whole URL, as a path like `//name` would be a host.
    history.replaceState(null, '', response.split(/[?#]/)[0]);
  } catch {
    // The URL stays. The code is delivered anyway, and the window closes or navigates.
  }
  // Wise may send an error without a state. Then nothing is delivered, but the tab still returns.
  const [, stored] = [...storedAttempts()].find(([left, { returnTo }]) => returnTo && (!state || left === state)) ?? [];
  if (stored?.returnTo?.startsWith(`${location.origin}/`)) {
    if (state) storeAttempt(state, { ...stored, letter: response });
    location.replace(stored.returnTo);
  } else if (state) {
    // A script cannot close a tab that the customer opened, and the waiting page may be closed.
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

// Does nothing on a server, and waits while the page is prerendered.
if (typeof document === 'object') {
  if (document.prerendering) addEventListener('prerenderingchange', passResponse);
  else passResponse();
}
