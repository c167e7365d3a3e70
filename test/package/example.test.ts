import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The texts of the files of a folder, if there is one. */
function textsOf(folder: string, name: RegExp): string[] {
  if (!existsSync(root + folder)) return [];
  return readdirSync(root + folder).filter((file) => name.test(file)).map((file) => readFileSync(`${root}${folder}/${file}`, 'utf8'));
}

/** Without indentation, by which a piece may differ from where it was taken. */
const flush = (text: string): string => text.replace(/^ +/gm, '');

test('the chapter about tests shows pieces of the example tests, word for word', () => {
  const documents = [...textsOf('.', /^README\.md$/), ...textsOf('docs', /\.md$/)];
  const chapters = documents.map((text) => /^(#+) Test your page\n(.*?)(?=^\1 |(?![^]))/ms.exec(text)?.[2] ?? '');
  const pieces = [...chapters.join('').matchAll(/```ts\n(.*?)```/gs)].flatMap(([, block = '']) => flush(block).trim().split('\n\n'));
  expect(pieces.length).toBeGreaterThan(6);
  const tests = flush(textsOf('test/example', /\.(test|spec)\.ts$/).join('\n'));
  expect(pieces.filter((piece) => !tests.includes(piece))).toEqual([]);
});
