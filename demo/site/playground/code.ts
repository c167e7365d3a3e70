import { attributesOf, EXAMPLE } from './attributes.js';
import { FRAMEWORKS, type Framework } from './frameworks.js';
import type { State } from './state.js';

/** Braces are expressions in some templates. All of them read character references. */
const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;', '{': '&#123;', '}': '&#125;' };
const escaped = (text: string): string => text.replaceAll(/[&"<>{}]/g, (character) => REFERENCES[character] ?? character);

/** The content of the element: what fills its slots, and what customers see until the script has loaded. */
const content = (state: State): string[] => [
  ...(state['logo'] === 'mark' ? ['<img slot="logo" src="/mark.svg" alt="Meridian Bank" />'] : []),
  ...(state['wise-logo'] === 'name' ? ['<strong slot="wise-logo">Wise</strong>'] : []),
  ...(state['introduction'] ? [`<p slot="introduction">${escaped(state['introduction'])}</p>`] : []),
  ...(state['launch-label'] ? [`<span slot="launch-label">${escaped(state['launch-label'])}</span>`] : []),
  ...(state['help'] ? [`<p slot="help">${escaped(state['help'])}</p>`] : []),
  '<a href="/help">Link your Wise account by contacting us</a>',
];

function tagOf(state: State, listen: string): string[] {
  const attributes = Object.entries(attributesOf(state, EXAMPLE)).flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${escaped(value)}"`]));
  return ['<wise-link', ...[...attributes, ...(listen ? [listen] : [])].map((line) => `  ${line}`), '>', ...content(state).map((line) => `  ${line}`), '</wise-link>'];
}

function importsOf({ row, package: name }: Framework, lang: string): string {
  if (!row) return [...(lang === 'en' ? [] : [`<script type="module" src="/locales/${lang}.js"></script>`]), '<script type="module" src="/wise-link.js"></script>'].join('\n');
  const element = name.startsWith('.') ? `import { WiseLinkDirective } from '${name}';` : `import '${name}';`;
  return [...(lang === 'en' ? [] : [`import 'wise-link/locales/${lang}.js';`]), element].join('\n');
}

/** The file that puts the element of a state on a partner's page. */
export function codeOf(state: State): string {
  const framework = FRAMEWORKS[state['framework'] ?? ''] ?? FRAMEWORKS['HTML'];
  return framework ? framework.file({ imports: importsOf(framework, state['lang'] ?? 'en'), tag: tagOf(state, framework.listen) }) : '';
}
