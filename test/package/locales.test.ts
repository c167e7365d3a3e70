import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/locales/en.js';

const folder = new URL('../../src/locales/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));

describe.each(names)('the catalogue %s', async (name) => {
  const module = (await import(new URL(`${name}.ts`, folder).href)) as Record<string, Partial<typeof en>>;
  const words = Object.values(module).find((value) => 'safety' in value);

  test('E16 warns of whoever asks for a code, in its own language', () => {
    // Two sentences: whose code it must be, and that nobody will ask for it.
    expect(words?.safety).toMatch(/^.{15,}[.。।۔؟] ?.{10,}[.。।۔]$/u);
    if (name !== 'en') expect(words?.safety).not.toBe(en.safety);
  });

  test('says which language it is in, as Intl knows it', () => {
    expect(words?.lang).toBe(name);
    expect(Intl.getCanonicalLocales(name)).toEqual([name]);
  });
});

test('E16 the English warning says all of it: by himself, here, now, and that nobody will ask', () => {
  expect(en.safety).toBe('Only enter a code that you asked for yourself, here, just now. Nobody from us or Wise will ask for it.');
});
