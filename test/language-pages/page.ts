/** Makes the page of a language, on which a native reader corrects every sentence in its card. */
import { personal } from '../../src/locales/catalogues.js';
import type { Words } from '../../src/locales/en.js';
import { viewOf } from '../../src/element/view/view-of.js';
import type { View } from '../../src/element/view/view.js';
import { waysOf } from '../support/ways.js';
import { CARDS, type CardScene } from './cards.js';
import { marked, partsOf } from './marked.js';

const RIGHT_TO_LEFT = ['ar', 'he'];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A text whose sentences can be edited in place. */
const editable = (text: string): string =>
  partsOf(text)
    .map((part) => (part.key === undefined ? escaped(part.text) : `<span contenteditable data-key="${part.key}" data-old="${escaped(part.text)}">${escaped(part.text)}</span>`))
    .join('');

const paragraph = (text: string | false | undefined, name: string): string => (text ? `<p class="${name}">${editable(text)}</p>` : '');

/** The card of a state, in the order of the real one. */
function cardOf(view: View, words: Words): string {
  const texts = [
    paragraph(view.status, 'status'), paragraph(view.hint, 'hint'), paragraph(view.label, 'label'), view.label ? '<p class="input">G2s8EJ</p>' : '',
    paragraph(view.error, 'error'), paragraph(view.time, 'hint'), paragraph(view.next, 'hint'), paragraph(view.reference, 'hint'),
  ];
  const labels = Object.entries(view.labels).flatMap(([name, label]) => {
    if (!label) return [];
    // The name that screen readers read.
    const opens = name === view.opens ? words.newWindow.replace('{label}', '…') : '';
    return `<p class="button">${editable(label)}${opens && ` <small>${editable(opens)}</small>`}</p>`;
  });
  return [...texts, ...labels, paragraph(view.warning, 'hint')].join('\n');
}

/** One card, without the partner's name and, where it differs, with it. */
function sceneOf({ title, state, ways }: CardScene, [plain, named]: readonly [Words, Words]): string {
  const [surroundings, isFramed] = waysOf(ways);
  const [one, other] = [plain, named].map((words) => cardOf(viewOf({ ...surroundings, state }, words, isFramed), words));
  const withName = one === other ? '' : `<article>${other}</article>`;
  return `<section><h2 lang="en" dir="ltr">${escaped(title)}</h2><article>${one}</article>${withName}</section>`;
}

/** The words with marks, and with a partner's name: a sentence for a named partner keeps the key of its own. */
const versions = (words: Words): readonly [Words, Words] => {
  const plain = marked(words);
  return [plain, personal(plain, 'Meridian Bank')];
};

/** The page of a catalog, as HTML without any other file. */
export function languagePage(name: string, words: Words): string {
  const both = versions(words);
  const [plain] = both;
  const notices = `<section><h2 lang="en" dir="ltr">After copying</h2><article>${paragraph(plain.copied, 'hint')}${paragraph(plain.notCopied, 'hint')}</article></section>`;
  return `<!doctype html>
<html lang="${words.lang}" dir="${RIGHT_TO_LEFT.includes(words.lang) ? 'rtl' : 'ltr'}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>wise-link: ${name}</title>
<style>${STYLE}</style>
<header lang="en" dir="ltr"><h1>${name}</h1><p>Click a sentence to correct it. Then copy the corrections.</p>
<button type="button">Copy the corrections</button><textarea readonly rows="6" aria-label="Corrections"></textarea></header>
<main>
${CARDS.map((card) => sceneOf(card, both)).join('\n')}
${notices}
</main>
<script>${SCRIPT}</script>
</html>
`;
}

const STYLE = `body{margin:0;padding:16px;font:16px/1.5 system-ui,sans-serif}header{position:sticky;top:0;background:#fff;border-bottom:1px solid #888}
textarea{display:block;width:100%;box-sizing:border-box}main{display:flex;flex-wrap:wrap;gap:24px}section{width:288px}h2{font-size:14px;color:#555}
article{border:1px solid #888;border-radius:8px;padding:16px;margin-bottom:8px}article p{margin:0 0 8px}.status{font-size:18px}.hint{color:#555}.error{color:#a00}
.button{border:1px solid #444;border-radius:8px;padding:8px;text-align:center;min-height:28px}.input{border:1px solid #444;padding:8px}
[data-key]:hover{background:#eef}[data-key].changed{background:#fe9}`;

const SCRIPT = `
const sentences = [...document.querySelectorAll('[data-key]')];
const text = (one) => one.textContent.trim();
document.addEventListener('input', ({ target }) => target.classList?.toggle('changed', text(target) !== target.dataset.old));
document.querySelector('button').addEventListener('click', () => {
  const lines = sentences.filter((one) => text(one) !== one.dataset.old).map((one) => one.dataset.key + ': ' + one.dataset.old + '\\n  -> ' + text(one));
  const area = document.querySelector('textarea');
  area.value = [document.title, ...new Set(lines)].join('\\n');
  area.select();
  navigator.clipboard?.writeText(area.value);
});`;
