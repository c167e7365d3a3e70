/** ENTRY of the file that loads the catalog for the page's language from the same folder. */
import type { Loader } from './catalogues.js';
import type { Words } from './en.js';

const FILES: Record<string, () => Promise<Words>> = {
  ar: () => import('./ar.js').then(({ ar }) => ar),
  cs: () => import('./cs.js').then(({ cs }) => cs),
  da: () => import('./da.js').then(({ da }) => da),
  de: () => import('./de.js').then(({ de }) => de),
  es: () => import('./es.js').then(({ es }) => es),
  fr: () => import('./fr.js').then(({ fr }) => fr),
  he: () => import('./he.js').then(({ he }) => he),
  hu: () => import('./hu.js').then(({ hu }) => hu),
  id: () => import('./id.js').then(({ id }) => id),
  it: () => import('./it.js').then(({ it }) => it),
  ja: () => import('./ja.js').then(({ ja }) => ja),
  ko: () => import('./ko.js').then(({ ko }) => ko),
  nb: () => import('./nb.js').then(({ nb }) => nb),
  nl: () => import('./nl.js').then(({ nl }) => nl),
  pl: () => import('./pl.js').then(({ pl }) => pl),
  pt: () => import('./pt.js').then(({ pt }) => pt),
  'pt-BR': () => import('./pt-BR.js').then(({ ptBR }) => ptBR),
  ro: () => import('./ro.js').then(({ ro }) => ro),
  ru: () => import('./ru.js').then(({ ru }) => ru),
  sv: () => import('./sv.js').then(({ sv }) => sv),
  th: () => import('./th.js').then(({ th }) => th),
  tr: () => import('./tr.js').then(({ tr }) => tr),
  uk: () => import('./uk.js').then(({ uk }) => uk),
  vi: () => import('./vi.js').then(({ vi }) => vi),
  'zh-Hans': () => import('./zh-Hans.js').then(({ zhHans }) => zhHans),
  'zh-Hant': () => import('./zh-Hant.js').then(({ zhHant }) => zhHant),
};

/** How long the card waits for a catalog before it shows English, in milliseconds. A catalog that arrives later is still used. */
const LOAD_TIMEOUT = 3000;

const load: Loader = (tags) => {
  const tag = tags.find((one) => Object.hasOwn(FILES, one));
  const words = tag === undefined ? undefined : FILES[tag]?.();
  if (!words) return undefined;
  return new Promise((resolve, reject) => {
    words.then(resolve, reject);
    AbortSignal.timeout(LOAD_TIMEOUT).addEventListener('abort', reject);
  });
};

/** The used part of the element's class. */
interface Localizable {
  localize(loader: Loader): void;
}

void globalThis.customElements?.whenDefined('wise-link').then((element) => (element as unknown as Localizable).localize(load));
