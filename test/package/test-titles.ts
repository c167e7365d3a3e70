// Reads the titles of all tests from their source.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

const TEST = fileURLToPath(new URL('../', import.meta.url));

/** The static part of a test's title, and its file. */
export interface Title {
  file: string;
  text: string;
}

/**
 * The titles of all tests. If a title starts with a value of a table (`%s`, or a variable), the first text of every row in
 * that file counts.
 */
export function testTitles(): Title[] {
  return readdirSync(TEST, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(test|spec)\.ts$/.test(file))
    .flatMap((file) => titlesIn(file, readFileSync(TEST + file, 'utf8')));
}

/** The titles in one file's source. */
export function titlesIn(file: string, source: string): Title[] {
  const { program, errors } = parseSync(file, source);
  if (errors[0]) throw new Error(`test/${file}: ${errors[0].message}`);
  const titles: string[] = [];
  const rows = new Set<unknown>();
  const texts: string[] = [];
  visit(program, (node) => {
    if (node.type === 'CallExpression' && isTest(node.callee)) titles.push(textOf(list(node.arguments)[0]));
    if (node.type !== 'ArrayExpression' || rows.has(node)) return;
    // The rows of a table with one column are strings.
    for (const row of list(node.elements)) {
      rows.add(row);
      texts.push(textOf(isNode(row) && row.type === 'ArrayExpression' ? list(row.elements)[0] : row));
    }
  });
  const isTabled = titles.some((title) => /^(%s|$)/.test(title));
  return [...titles, ...(isTabled ? texts : [])].filter(Boolean).map((text) => ({ file, text }));
}

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function visit(value: unknown, look: (node: Node) => void): void {
  if (!isNode(value)) return;
  look(value);
  for (const child of Object.values(value)) visit(child, look);
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** `test(…)`, `it.only(…)`, and `test.each(…)(…)`. */
function isTest(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'Identifier') return /^(test|it)$/.test(String(callee.name));
  const { object, property } = isNode(callee.callee) ? callee.callee : callee;
  const how = isNode(property) ? String(property.name) : '';
  return (callee.type === 'CallExpression' ? /^(each|for)$/ : /^only$/).test(how) && isTest(object);
}

/** The static beginning of a string or template, or an empty string. */
function textOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : '';
  const [first] = node.type === 'TemplateLiteral' ? list(node.quasis) : [];
  return isNode(first) && isNode(first.value) ? String(first.value.cooked) : '';
}
