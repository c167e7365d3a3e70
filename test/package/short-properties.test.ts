import { expect, test } from 'vitest';
import { shortProperties } from '../../package/short-properties.js';

function transform(code: string, id = '/src/element/wise-link.styles.ts'): unknown {
  const { transform: run } = shortProperties(() => true) as { transform: (code: string, id: string) => { code: string } | undefined };
  return run(code, id)?.code;
}

test('private properties get one letter, in the order in which they occur, and public ones keep their name', () => {
  const code = '--_pale-line: var(--wise-link-accent); color: var(--_pale-line); gap: var(--_gap)';
  expect(transform(code)).toBe('--_a: var(--wise-link-accent); color: var(--_a); gap: var(--_b)');
});

test('a name that begins another one is its own', () => {
  expect(transform('--_line: 1; --_line-far: 2; top: var(--_line)')).toBe('--_a: 1; --_b: 2; top: var(--_a)');
});

test('other files stay as they are', () => {
  expect(transform('--_line: 1', '/src/element/view/card.ts')).toBeUndefined();
});

test('more names than letters are an error', () => {
  const many = Array.from({ length: 27 }, (_, at) => `--_name-${at}: 1`).join(';');
  expect(() => transform(many)).toThrow('has 27 private custom properties, and there are 26 letters.');
});
