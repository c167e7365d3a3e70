// Compiles and checks the snippets of the documentation.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../demo/site/playground/code.js';
import { readState } from '../../demo/site/playground/state.js';
import { STRICTEST } from '../e2e/bare-page.js';
import { element, wordsOf } from './manifest.js';
import { tagsOf, type Tag } from './markup.js';
import { pages, root, snippets, type Snippet } from './pages.js';
import { typeErrors } from './type-check.js';

/** Languages that are not checked here, and why. */
const NOT_COMPILED: Readonly<Record<string, string>> = {
  dotenv: 'test/docs/service.test.ts checks the names.',
  json: 'test/docs/service.test.ts gives it to the service.',
  mermaid: '`npm run docs-check` renders the diagrams, and fails on errors.',
  astro: '`npm run recipes` builds and runs it.',
  svelte: '`npm run recipes` builds and runs it.',
  text: 'Output: test/docs/contract-kit.test.ts compares it with the kit.',
  yaml: 'For a CI system. test/docs/contract-kit.test.ts checks the options in it.',
  vue: '`npm run recipes` builds and runs it.',
};
const COMPILED = ['css', 'html', 'http', 'js', 'sh', 'ts', 'tsx'];

const read = (file: string): unknown => JSON.parse(readFileSync(root + file, 'utf8'));
const { scripts, bin } = read('package.json') as { scripts: Record<string, string>; bin: Record<string, string> };
const { paths } = read('contract/openapi.json') as { paths: Record<string, object> };

const of = (...languages: string[]): Snippet[] => snippets.filter(({ language }) => languages.includes(language));
/** A piece of test/example, where it is compiled and run. test/package/example.test.ts checks that both are equal. */
const isExample = ({ at, language }: Snippet): boolean => at.startsWith('docs/testing.md:') && language === 'ts';
/** A file of Wise's sample, whose packages are not here. `npm run samples` builds and runs it. */
const isOfSample = ({ at, language }: Snippet): boolean => at.startsWith('docs/migration.md:') && language.startsWith('ts');
/** A piece of a recipe, which needs the packages of its framework: `npm run recipes` builds and runs it. */
const isRecipe = ({ at }: Snippet): boolean => at.startsWith('docs/recipes.md:');
/** Scripts of other libraries in the recipes. */
const OTHER_SCRIPTS = ['/turbo.js', '/htmx.js'];
const parts = element.cssParts.map(({ name }) => name);
const slots = element.slots.map(({ name }) => name);
const customProperties = element.cssProperties.map(({ name }) => name);

test('every snippet language is checked, or listed with a reason', () => {
  expect([...new Set(snippets.map(({ language }) => language))].toSorted()).toEqual([...COMPILED, ...Object.keys(NOT_COMPILED)].toSorted());
});

describe('scripts compile:', () => {
  const inline = of('html').flatMap(({ at, code }) => tagsOf(code).filter(({ name, text }) => name === 'script' && text).map(({ text }) => ({ at, language: 'js', code: text })));

  // One wrong snippet each, to check that errors are found and have the right position.
  test('JavaScript, with the types of the package', async () => {
    const wrong = { at: 'docs/x.md:7', language: 'js', code: "document.querySelector('wise-link').begin();" };
    expect(await typeErrors([...of('js'), ...inline, wrong], { isStrict: false })).toEqual([expect.stringMatching(/^docs\/x\.md:7\(1,\d+\): error TS2339: /)]);
  }, 60_000);

  test('TypeScript, strictly', async () => {
    const wrong = { at: 'docs/x.md:7', language: 'tsx', code: 'export const x = <wise-link environment="live" client-id="" redirect-uri="" />;' };
    const states = ['', '?mode=email&lang=de&logo=mark&help=Help&start-url='].map((query) => readState(new URLSearchParams(query)));
    const playground = states.map((state, index) => ({ at: `demo/playground:${index}`, language: 'tsx', code: codeOf({ ...state, framework: 'React' }) }));
    expect(await typeErrors([...playground, ...of('ts', 'tsx').filter((one) => !isExample(one) && !isOfSample(one) && !isRecipe(one)), wrong], { isStrict: true })).toEqual([expect.stringMatching(/^docs\/x\.md:7\(1,\d+\): error TS2322: /)]);
  }, 60_000);
});

/** The errors of an element in a snippet. */
function faults({ name, attributes }: Tag): string[] {
  const slot = attributes.get('slot');
  const wrongSlot = slot !== undefined && !slots.includes(slot) ? [`slot ${slot}`] : [];
  if (name === 'script') {
    const { src = '' } = Object.fromEntries(attributes);
    return src && !OTHER_SCRIPTS.includes(src) && !existsSync(`${root}dist/cdn${src}`) && !existsSync(`${root}dist${src}`) ? [`script ${src}`] : [];
  }
  if (name !== 'wise-link') return wrongSlot;
  const unknown = [...attributes].filter(([attribute, value]) => {
    if (attribute === '…') return false;
    const known = element.attributes.find((one) => one.name === attribute);
    const words = wordsOf(known?.type.text ?? '');
    return !known || (words.length > 0 && !words.includes(value));
  });
  return [...wrongSlot, ...unknown.map(([attribute, value]) => `${attribute}="${value}"`)];
}

describe('markup has only known attributes, slots and files:', () => {
  test.each(of('html'))('$at', ({ code }) => {
    expect(tagsOf(code).flatMap(faults)).toEqual([]);
  });

  test.each([
    ['<wise-link enviroment="sandbox"></wise-link>', ['enviroment="sandbox"']],
    ['<wise-link mode="window"></wise-link>', ['mode="window"']],
    ['<wise-link …><i slot="icon"></i></wise-link>', ['slot icon']],
    ['<script src="/wise-links.js"></script>', ['script /wise-links.js']],
  ])('finds the error in %s', (html, expected) => {
    expect(tagsOf(html).flatMap(faults)).toEqual(expected);
  });

  test('finds parse errors', () => {
    expect(() => tagsOf('<p><wise-link mode="popup"mode="email"></p>')).toThrow(SyntaxError);
  });
});

test.each(of('css'))('the style sheet at $at has only known properties and parts', ({ code }) => {
  const named = [...code.matchAll(/--wise-link-[\w-]+/g)].map(([name]) => name);
  const asked = [...code.matchAll(/::part\((\w+)\)/g)].map(([, name = '']) => name);
  expect(named.length + asked.length).toBeGreaterThan(0);
  expect([...named.filter((name) => !customProperties.includes(name)), ...asked.filter((name) => !parts.includes(name))]).toEqual([]);
});

test('the server of the quick start has as many lines as the page says, which are fewer than 40', () => {
  const [{ text }] = pages.filter(({ path }) => path === 'docs/quick-start.md') as [(typeof pages)[number]];
  const [server] = of('js').filter(({ at, code }) => at.startsWith('docs/quick-start.md') && code.includes('createWiseLink'));
  const lines = server?.code.trim().split('\n').length ?? 0;
  expect(lines).toBe(Number(/a server of (\d+)\s+lines/.exec(text)?.[1]));
  expect(lines).toBeLessThan(40);
});

/** The command line, if its program does not exist. */
function unknownCommand(whole: string): string[] {
  const line = whole.replace(/^(?:[A-Z_]+=\S+ )+/, '');
  const [, run, script = run] = /^npm (?:run (\S+)|(start|test))/.exec(line) ?? [];
  if (script) return Object.hasOwn(scripts, script) ? [] : [line];
  const [, program] = /^npx (\S+)/.exec(line) ?? [];
  if (program) return Object.hasOwn(bin, program) ? [] : [line];
  const [, packed] = /^cp node_modules\/wise-link\/(\S+) \S+$/.exec(line) ?? [];
  if (packed) return existsSync(root + packed) ? [] : [line];
  // test/docs/service.test.ts checks the path.
  if (line.startsWith('curl -H "Authorization: Bearer $SECRET" http://127.0.0.1:8081/')) return [];
  // test/service/container.test.ts checks the files.
  if (/^(openssl rand|echo|cat|chmod 400|chown 1000) .*secrets\/|^docker compose (run|up) /.test(line)) return [];
  return /^(npm (init|install)|mkdir (-p|-m 700)|node server\.mjs$)/.test(line) ? [] : [line];
}

// test/docs/wise-calls.test.ts runs those of that page.
test.each(of('sh').filter(({ at }) => !at.startsWith('docs/wise-calls.md:')))('the commands at $at exist', ({ code }) => {
  expect(code.trim().replaceAll(/\s*\\\n\s*/g, ' ').split('\n').flatMap(unknownCommand)).toEqual([]);
});

test.each(pages)('the commands that $path names exist', ({ text }) => {
  const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test.each([['npm run nothing'], ['npx wise-bank'], ['curl example.com'], ['cp node_modules/wise-link/dist/cdn/none.html public/none.html']])('finds the unknown command "%s"', (line) => {
  expect(unknownCommand(line)).toEqual([line]);
});

describe('requests and answers match the contract:', () => {
  // Blocks with only headers are checked elsewhere: the policy below, and the redirect page's headers in the contract kit's test.
  const messages = of('http').filter(({ code }) => !/^[A-Z][\w-]+: /.test(code));

  test.each(messages)('$at', ({ code }) => {
    const lines = code.split('\n').filter(Boolean);
    for (const line of lines) {
      const [, path] = /^(?:POST|GET) (\S+)$/.exec(line) ?? [];
      const [, body] = /^(?:\d{3} )?(\{.*\})$/.exec(line) ?? [];
      if (path) expect(Object.keys(paths)).toContain(path);
      else expect(body && JSON.parse(body), line).toBeTruthy();
    }
  });

  test('the policy of the security page is the one in test/e2e/strict.spec.ts', () => {
    const [policy] = of('http').filter(({ at }) => at.startsWith('docs/security.md'));
    expect(policy?.code.trim()).toBe(`Content-Security-Policy: ${STRICTEST.replace(/nonce-[\w=]+/, 'nonce-…')}`);
  });
});
