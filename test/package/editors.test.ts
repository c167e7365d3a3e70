// Compares the files for editors with the element as it is built.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { element } from '../docs/manifest.js';
import { root } from '../docs/pages.js';

interface Named {
  name: string;
  description?: string;
}

interface VsCode {
  tags: { name: string; description: string; attributes: (Named & { values?: Named[] })[] }[];
  properties: Named[];
  pseudoElements: Named[];
}

interface WebTypes {
  contributions: {
    html: { elements: { name: string; attributes: Named[]; slots: Named[]; events: Named[]; js: { properties: Named[]; events: Named[] } }[] };
    css: { 'properties': Named[]; 'pseudo-elements': Named[] };
  };
}

const read = (file: string): string => readFileSync(root + file, 'utf8');
const parsed = <Type>(file: string): Type => JSON.parse(read(`dist/${file}`)) as Type;
const names = (list: readonly Named[] = []): string[] => list.map(({ name }) => name).toSorted();

/** Runs in a process of its own, because the DOM needs its globals: prints what the built element has. */
const LOOK = `
  import { Window } from 'happy-dom';
  const window = new Window({ url: 'https://bank.example/' });
  for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globalThis[name] = window[name];
  const { WiseLink } = await import('./dist/index.js');
  const element = new WiseLink();
  document.body.append(element);
  const drawn = [...element.shadowRoot.querySelectorAll('*')];
  const chain = [WiseLink.prototype, Object.getPrototypeOf(WiseLink.prototype)];
  console.log(JSON.stringify({
    attributes: WiseLink.observedAttributes,
    parts: drawn.map((one) => one.getAttribute('part')).filter(Boolean),
    slots: drawn.filter((one) => one.localName === 'slot').map(({ name }) => name),
    settable: chain.flatMap((one) => Object.entries(Object.getOwnPropertyDescriptors(one))).filter(([, { set }]) => set).map(([name]) => name),
  }));
  process.exit(0);`;
const built = JSON.parse(execFileSync('node', ['--conditions=browser', '--input-type=module', '--eval', LOOK], { cwd: root, encoding: 'utf8' })) as Record<'attributes' | 'parts' | 'slots' | 'settable', string[]>;
const inSource = (file: string, pattern: RegExp): string[] => [...new Set([...read(file).matchAll(pattern)].map(([, name = '']) => name))].toSorted();

/** The main button's part is named for what it does. */
const mains = inSource('src/element/view/view.ts', /(?<=^export type Main = .*)'(\w+)'/gm);
const fields = element.members.filter(({ kind, static: isStatic }) => kind === 'field' && !isStatic);
const { html, css } = parsed<WebTypes>('web-types.json').contributions;
const [jetBrains] = html.elements;
const [vsCode] = parsed<VsCode>('vscode.html-custom-data.json').tags;
const vsCodeCss = parsed<VsCode>('vscode.css-custom-data.json');

describe('the custom elements manifest has', () => {
  test.each([
    ['attributes', names(element.attributes), built.attributes.filter((name) => !['lang', 'dir'].includes(name))],
    ['parts', names(element.cssParts), [...built.parts, ...mains]],
    ['slots', names(element.slots), built.slots],
    ['events', names(element.events), inSource('src/events.ts', /super\('([\w-]+)'/g)],
    ['custom properties', names(element.cssProperties), inSource('src/element/wise-link.styles.ts', /(?<=var\()(--wise-link-[\w-]+)/g)],
  ])('the %s of the element', (_, described, own) => {
    expect(described.length).toBeGreaterThan(0);
    expect(described).toEqual([...new Set(own)].toSorted());
  });

  test('the properties that pages can set', () => {
    const settable = fields.filter(({ readonly }) => !readonly);
    expect(names(settable)).toEqual([...new Set(built.settable)].toSorted());
  });

  test('no CSS states, because the element sets none', () => {
    expect(built.parts.length).toBeGreaterThan(15);
    expect(read('dist/index.js') + read('dist/wise-link.js')).not.toMatch(/attachInternals|\.states\b/);
  });

  test('a description of everything', () => {
    const { attributes, members, events, slots, cssParts, cssProperties } = element as unknown as Record<string, Named[]>;
    const silent = [attributes, members, events, slots, cssParts, cssProperties].flatMap((list) => (list ?? []).filter(({ description }) => !description));
    expect(names(silent)).toEqual([]);
  });
});

describe('JetBrains editors suggest', () => {
  test.each([
    ['attributes', jetBrains?.attributes, element.attributes],
    ['slots', jetBrains?.slots, element.slots],
    ['events', jetBrains?.events, element.events],
    ['events in scripts', jetBrains?.js.events, element.events],
    ['properties', jetBrains?.js.properties, fields],
    ['custom properties', css.properties, element.cssProperties],
    ['parts', css['pseudo-elements'], element.cssParts.map(({ name }) => ({ name: `part(${name})` }))],
  ])('all %s, each with a description', (_, suggested = [], own) => {
    expect(names(suggested)).toEqual(names(own));
    expect(names(suggested.filter(({ description }) => !description))).toEqual([]);
  });
});

describe('VS Code suggests', () => {
  test('all attributes, with the keywords that each accepts', () => {
    expect(names(vsCode?.attributes)).toEqual(names(element.attributes));
    const words = vsCode?.attributes.flatMap(({ name, values }) => (values ?? []).map((value) => `${name}=${value.name}`));
    const own = element.attributes.flatMap(({ name, type }) => [...type.text.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => `${name}=${word}`));
    expect(words?.toSorted()).toEqual(own.toSorted());
  });

  test('all custom properties and parts', () => {
    expect(names(vsCodeCss.properties)).toEqual(names(element.cssProperties));
    expect(names(vsCodeCss.pseudoElements)).toEqual(element.cssParts.map(({ name }) => `::part(${name})`).toSorted());
  });

  test('all events, slots and methods in the description of the element', () => {
    const methods = element.members.filter(({ kind }) => kind === 'method');
    expect([...element.events, ...element.slots, ...methods].filter(({ name }) => !vsCode?.description.includes(`**${name}`))).toEqual([]);
  });
});
