// Reads the steps of a page in docs/tasks.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A code block of a page, and what the line before it says to do with it. */
export type Step = (({ does: 'create' } | { does: 'append' }) & { file: string; content: string }) | (({ does: 'run' } | { does: 'start' }) & { lines: readonly string[] });

const BLOCK = /^(?<before>[^\n]*\S[^\n]*)\n\n(?<indent> *)```(?<language>\w+)\n(?<code>.*?)^\k<indent>```$/gms;

function stepOf(before: string, language: string, code: string): Step {
  const [, file = ''] = /file `([\w.]+)`/.exec(before) ?? [];
  if (language === 'sh') return { does: /Run each command in its own terminal/.test(before) ? 'start' : 'run', lines: code.trim().split('\n') };
  if (/Create the file/.test(before) && file) return { does: 'create', file, content: code };
  if (/[Aa]dd to the end of the file/.test(before) && file) return { does: 'append', file, content: code };
  throw new Error(`The line before a code block does not say what to do with it: ${before}`);
}

/** The steps of a page, in order. */
export function stepsOf(name: string): Step[] {
  const text = readFileSync(fileURLToPath(new URL(`../../docs/tasks/${name}.md`, import.meta.url)), 'utf8');
  return [...text.matchAll(BLOCK)].map(({ groups: { before = '', indent = '', language = '', code = '' } = {} }) =>
    stepOf(before, language, code.replaceAll(new RegExp(`^${indent}`, 'gm'), '')));
}
