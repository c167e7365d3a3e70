/** The theme maker: two colors and a font become a style sheet, with its contrast checked and the card beside it. */
import '../../../src/locales/auto.js';
import { answerHere } from '../answer-here.js';
import { makeCell, playCell } from '../cells.js';
import { answerGallery } from '../gallery-answers.js';
import { navigation } from '../header.js';
import { make } from '../make.js';
import { copyOn } from '../playground/copy.js';
import { playgroundWith } from '../playground/own-style.js';
import { applyTheme } from '../themes.js';
import { rowsOf, verdictOf } from './checks.js';
import { hexOf } from './color.js';
import { cssOf, palettesOf } from './css.js';
import { fillForm } from './form.js';
import { checksOf, passingAccent } from './palette.js';
import { fieldsOf, queryOf, wishOf, wrongOf, type Fields } from './wish.js';

/** The phases that show most of the colors. */
const SHOWN = ['idle', 'awaiting-code-wrong', 'confirming', 'linked', 'failed-identity'];

const find = <Type extends HTMLElement>(type: new () => Type, id: string): Type => {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${id}`);
  return element;
};

let fields = fieldsOf(new URLSearchParams(location.search));
const said = find(HTMLElement, 'said');
const better = find(HTMLButtonElement, 'better');
const form = fillForm(find(HTMLFormElement, 'maker'), change);

document.querySelector('header')?.append(navigation());
for (const storage of [sessionStorage, localStorage]) storage.clear();
answerHere(answerGallery);
// A fixed phase never opens a window.
window.open = () => null;
copyOn(find(HTMLButtonElement, 'copy'), said, () => cssOf(wishOf(fields)));
better.addEventListener('click', () => {
  const { accent, surface } = wishOf(fields);
  change({ accent: hexOf(passingAccent(accent, surface)) });
});
update();
await Promise.all(['light', 'dark'].flatMap((scheme) => SHOWN.map((name) => show(name, scheme))));
document.documentElement.dataset['ready'] = '';

function change(changed: Partial<Fields>): void {
  fields = { ...fields, ...changed };
  said.textContent = '';
  history.replaceState(null, '', queryOf(fields));
  update();
}

function update(): void {
  const wish = wishOf(fields);
  const palettes = palettesOf(wish);
  form.set(fields);
  form.mark(wrongOf(fields));
  applyTheme(cssOf(wish));
  find(HTMLAnchorElement, 'open').href = playgroundWith(fields);
  find(HTMLElement, 'css').textContent = cssOf(wish);
  find(HTMLElement, 'verdict').textContent = verdictOf(palettes);
  find(HTMLElement, 'checks').replaceChildren(...rowsOf(palettes));
  better.hidden = Object.values(palettes).flatMap(checksOf).every(({ ratio, least }) => ratio >= least);
  better.textContent = `Use ${hexOf(passingAccent(wish.accent, wish.surface))}, the nearest color that passes`;
}

/** Shows the card in a phase, in one color scheme. */
async function show(name: string, scheme: string): Promise<void> {
  // Two cards with the same client id would share their attempt.
  const element = makeCell(name, { 'client-id': `${name}-${scheme}` });
  document.querySelector(`#${scheme}`)?.append(make('div', {}, element));
  await playCell(name, element);
}
