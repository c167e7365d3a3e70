/**
 * The gallery: a real element for every phase, driven through its public API. Query parameters set its look: `theme`,
 * `scheme`, `dir` and `lang`; `only` shows a single cell.
 */
import { CELLS, type Cell } from './gallery-cells.js';
import type { Words } from '../../src/locales/en.js';
import { make } from './make.js';

const LOOKS = {
  theme: ['none', 'forest', 'ledger', 'neon'],
  scheme: ['auto', 'light', 'dark'],
  dir: ['auto', 'ltr', 'rtl'],
  lang: 'en ar cs da de es fr he hu id it ja ko nb nl pl pt pt-BR ro ru sv th tr uk vi zh-Hans zh-Hant de-informal es-informal hu-informal nl-informal ro-informal'.split(' '),
} as const;

const asked = new URLSearchParams(location.search);
const look = (name: keyof typeof LOOKS): string => LOOKS[name].find((one) => one === asked.get(name)) ?? LOOKS[name][0] ?? '';

const root = document.documentElement;
root.dataset['scheme'] = look('scheme');
const catalog = look('lang');
root.lang = catalog.replace('-informal', '');
root.dir = look('dir') === 'auto' ? (/^(ar|he)$/.test(root.lang) ? 'rtl' : 'ltr') : look('dir');

// Otherwise an attempt of an earlier visit would resume.
for (const storage of [sessionStorage, localStorage]) storage.clear();
// A real request that never ends would keep a connection open after the page.
const { fetch } = window;
window.fetch = (target, init) => (typeof target === 'string' && target.endsWith('/never') ? new Promise(() => {}) : fetch(target, init));
// All popups are blocked, which the gallery also shows.
window.open = () => null;

document.querySelector('#looks')?.append(
  ...(Object.keys(LOOKS) as (keyof typeof LOOKS)[]).map((name) => {
    const select = make('select', { name }, ...LOOKS[name].map((one) => make('option', { value: one, selected: one === look(name) }, one)));
    select.addEventListener('change', () => select.form?.submit());
    return make('label', {}, name, select);
  }),
);

if (look('theme') !== 'none') await import(`./themes/${look('theme')}.css`);
// Before the element, as on a partner's page, so that English does not show first.
await import('../../src/locales/auto.js');
const { WiseLink } = await import('../../src/index.js');
if (catalog !== root.lang) {
  const informal = (await import(`../../src/locales/${catalog}.ts`)) as Record<string, Words>;
  for (const words of Object.values(informal)) WiseLink.localize(words);
}

const only = asked.get('only');
const shown = Object.entries(CELLS).filter(([name]) => !only || name === only);
await Promise.all(shown.map(([name, cell]) => show(name, cell)));
root.dataset['ready'] = '';

/** Adds an element to the page and brings it into its phase. */
async function show(name: string, { attributes, exchange, play }: Cell): Promise<void> {
  const element = document.createElement('wise-link');
  const all = {
    environment: 'sandbox',
    // A different client id for each, because attempts and pauses are stored by client id.
    'client-id': name,
    'redirect-uri': `${location.origin}/wise-callback.html`,
    'exchange-url': '/gallery/never',
    'partner-name': 'Meridian Bank',
    mode: 'popup',
    ...attributes,
  };
  for (const [attribute, value] of Object.entries(all)) element.setAttribute(attribute, value);
  if (exchange) element.exchange = exchange;
  document.querySelector('#cells')?.append(make('section', { id: name }, make('h2', {}, name), element));
  await element.updateComplete;
  await play?.(element);
  // Wait for the backend's answer, then for the update.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await element.updateComplete;
}
