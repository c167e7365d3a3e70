/**
 * The script of the redirect page. It takes the answer of Wise out of the address bar and hands it to the page that is
 * waiting for it: the opener of this window, or the page that this tab has left. It never exchanges a code, and makes
 * no request.
 */
import { deliver } from './launch/mailbox.js';
import { keep, notes } from './launch/notes.js';

declare global {
  interface Document {
    /** Not in every browser: https://wicg.github.io/nav-speculation/prerendering.html. */
    readonly prerendering?: boolean;
  }
}

/** The first of the customer's languages in which the page has words; that of its first words where there is none. */
function languageOf(texts: readonly HTMLElement[]): string {
  for (const wanted of navigator.languages) {
    // Norwegian is written in two ways; we have one of them.
    const tags = [wanted.replace(/^n[no]\b/, 'nb')];
    try {
      // Chinese is told apart by its script, which a browser does not name.
      tags.push(new Intl.Locale(wanted).maximize().baseName);
    } catch {
      // No language, then.
    }
    const text = texts.find(({ lang }) => tags.some((tag) => `${tag}-`.startsWith(`${lang}-`)));
    if (text) return text.lang;
  }
  return texts[0]?.lang ?? '';
}

/** Shows one of the texts of the page, also as its title: the customer may see no more of the window than that. */
function say(name: string): void {
  const texts = [...document.querySelectorAll('p')];
  const lang = languageOf(texts);
  document.documentElement.lang = lang;
  for (const text of texts) {
    text.hidden = text.lang !== lang || text.className !== name;
    if (!text.hidden) document.title = text.textContent;
  }
}

function handOver(): void {
  const state = new URL(location.href).searchParams.get('state');
  const letter = location.href;
  // So that Back, reload and a duplicated tab find none.
  history.replaceState(null, '', location.pathname);
  // Wise may report an error without our state: then there is nothing to hand over, but the way back is the same.
  const [, note] = [...notes()].find(([left, { returnTo }]) => returnTo && (!state || left === state)) ?? [];
  if (note?.returnTo?.startsWith(`${location.origin}/`)) {
    if (state) keep(state, { ...note, letter });
    location.replace(note.returnTo);
  } else if (state) {
    // A tab that the customer opened himself cannot be closed from here, and the page that waited may be gone.
    setTimeout(say, 3000, 'back');
    void deliver(state, letter).then(() => {
      say('done');
      close();
    });
  } else {
    say('lost');
    return;
  }
  say('wait');
}

// On a server there is no page; and one that the browser made ready in advance has not been visited yet.
if (typeof document === 'object') {
  if (document.prerendering) addEventListener('prerenderingchange', handOver);
  else handOver();
}
