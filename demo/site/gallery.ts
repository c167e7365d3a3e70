/**
 * The gallery: a real element for every phase, driven through its public API. Query parameters set its look: `theme`,
 * `scheme`, `dir` and `lang`; `only` shows a single cell. Another choice applies without a reload, and goes into the URL.
 */
import '../../src/locales/auto.js';
import { WiseLink } from '../../src/index.js';
import type { Words } from '../../src/locales/en.js';
import { answerHere } from './answer-here.js';
import { makeCell, PHASES, playCell } from './cells.js';
import { answerGallery } from './gallery-answers.js';
import { directionOf, LANGUAGES } from './languages.js';
import { make } from './make.js';
import { applyTheme, THEMES } from './themes.js';

const LOOKS = {
  theme: Object.keys(THEMES),
  scheme: ['auto', 'light', 'dark'],
  dir: ['auto', 'ltr', 'rtl'],
  lang: [...LANGUAGES, ...['de', 'es', 'hu', 'nl', 'ro'].map((lang) => `${lang}-informal`)],
} as const;

const query = new URLSearchParams(location.search);
const look = (name: keyof typeof LOOKS): string => LOOKS[name].find((one) => one === query.get(name)) ?? LOOKS[name][0] ?? '';
const root = document.documentElement;
const LANGUAGE_FILES = import.meta.glob<Record<string, Words>>('../../src/locales/{??,??-*}.ts');

// Otherwise an attempt of an earlier visit would resume.
for (const storage of [sessionStorage, localStorage]) storage.clear();
answerHere(answerGallery);
// All popups are blocked, which the gallery also shows.
window.open = () => null;

document.querySelector('#looks')?.append(...(Object.keys(LOOKS) as (keyof typeof LOOKS)[]).map(control));
await applyLooks();
const only = query.get('only');
await Promise.all(PHASES.filter((name) => !only || name === only).map(show));
root.dataset['ready'] = '';

/** A select for one part of the look. */
function control(name: keyof typeof LOOKS): HTMLElement {
  const select = make('select', { name }, ...LOOKS[name].map((one) => make('option', { value: one, selected: one === look(name) }, one)));
  select.addEventListener('change', () => {
    query.set(name, select.value);
    history.replaceState(null, '', `?${query}`);
    void applyLooks();
  });
  return make('label', {}, name, select);
}

async function applyLooks(): Promise<void> {
  const catalog = look('lang');
  applyTheme(THEMES[look('theme')] ?? '');
  // Before the language, so that the other register never shows first.
  if (isWithRegisters(catalog)) {
    for (const words of Object.values((await LANGUAGE_FILES[`../../src/locales/${catalog}.ts`]?.()) ?? {})) WiseLink.localize(words);
  }
  const lang = catalog.replace('-informal', '');
  Object.assign(root, { lang, dir: look('dir') === 'auto' ? directionOf(lang) : look('dir') });
  root.dataset['scheme'] = look('scheme');
}

/** Whether the language has a formal and an informal catalog, which replace each other. */
function isWithRegisters(catalog: string): boolean {
  return LOOKS.lang.includes(`${catalog.replace('-informal', '')}-informal`);
}

/** Adds an element to the page and brings it into its phase. */
async function show(name: string): Promise<void> {
  const element = makeCell(name);
  document.querySelector('#cells')?.append(make('section', { id: name }, make('h2', {}, name), element));
  await playCell(name, element);
}
