// Tests how the element finds and fetches catalogs.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Catalogues, personal, type Loader } from '../../src/locales/catalogues.js';
import { en, type Words } from '../../src/locales/en.js';

const words = (lang: string): Words => ({ ...en, lang, cancel: lang });

let catalogues: Catalogues;
let changed: () => void;

beforeEach(() => {
  changed = vi.fn();
  catalogues = new Catalogues(changed);
});

describe('finds the catalog for the language of the page', () => {
  beforeEach(() => {
    for (const lang of ['pt', 'pt-BR', 'zh-Hans', 'zh-Hant', 'nb', 'de', 'he', 'id']) catalogues.add(words(lang));
  });

  test.each([
    // [the page's language, the catalog, the language for times]
    ['en', 'Cancel', 'en'],
    ['en-GB', 'Cancel', 'en-GB'],
    ['pt', 'pt', 'pt'],
    ['pt-PT', 'pt', 'pt-PT'],
    ['pt-BR', 'pt-BR', 'pt-BR'],
    ['PT-br', 'pt-BR', 'pt-BR'],
    ['pt-AO', 'pt', 'pt-AO'],
    ['zh', 'zh-Hans', 'zh'],
    ['zh-CN', 'zh-Hans', 'zh-CN'],
    ['zh-TW', 'zh-Hant', 'zh-TW'],
    ['zh-HK', 'zh-Hant', 'zh-HK'],
    ['zh-Hant-MO', 'zh-Hant', 'zh-Hant-MO'],
    ['de-CH', 'de', 'de-CH'],
    ['de-u-nu-latn', 'de', 'de'],
    ['no', 'nb', 'nb'],
    ['nn-NO', 'nb', 'nb'],
    ['iw', 'he', 'he'],
    ['in', 'id', 'id'],
    ['de_DE', 'de', 'de-DE'],
    ['pt_BR', 'pt-BR', 'pt-BR'],
    ['pt_br', 'pt-BR', 'pt-BR'],
    ['zh_TW', 'zh-Hant', 'zh-TW'],
    ['zh_Hant_HK', 'zh-Hant', 'zh-Hant-HK'],
    ['zh-cn', 'zh-Hans', 'zh-CN'],
    ['de_DE_formal', 'de', 'de-DE-formal'],
    ['pt_BR.UTF-8', 'pt-BR', 'pt-BR'],
    ['de_AT@euro', 'de', 'de-AT'],
    ['nb_NO.utf8', 'nb', 'nb-NO'],
  ])('%s: %s', (lang, cancel, written) => {
    expect(catalogues.find(lang)).toMatchObject({ cancel, lang: written });
  });

  test.each(['', 'fr', 'xx-YY', 'not a language', '*', '-', '_', '.UTF-8', 'C.UTF-8', 'POSIX'])('no catalog for "%s", and fetches none', (lang) => {
    expect(catalogues.find(lang)).toBeUndefined();
    expect(catalogues.isComing(lang)).toBe(false);
  });
});

test('the last catalog of a language counts, and each notifies the listeners', () => {
  catalogues.add(words('de'));
  catalogues.add({ ...words('de'), cancel: 'new' });
  expect(catalogues.find('de')?.cancel).toBe('new');
  expect(changed).toHaveBeenCalledTimes(2);
});

describe('a list of words, by place', () => {
  const list = Object.values(words('de'));

  test('is used if it has as many sentences as English', () => {
    catalogues.add(list);
    expect(catalogues.find('de')).toEqual(words('de'));
  });

  test.each([
    ['fewer', list.slice(0, -1)],
    ['more', [...list, 'new']],
    ['no', []],
  ])('of another version, with %s sentences, is not used: its sentences would be in the wrong places', (_, other) => {
    catalogues.add(other);
    expect(catalogues.find('de')).toBeUndefined();
    expect(catalogues.find('en')).toEqual(en);
  });
});

describe('fetches a catalog', () => {
  let load: ReturnType<typeof vi.fn<Loader>>;
  let resolveLoad: (words: Words) => void;
  let fail: (cause: unknown) => void;

  beforeEach(() => {
    const loading = new Promise<Words>((resolve, reject) => ([resolveLoad, fail] = [resolve, reject]));
    load = vi.fn<Loader>((tags) => (tags.includes('de') ? loading : undefined));
    catalogues.add(load);
    vi.mocked(changed).mockClear();
  });

  test('once, with all matching language tags, and notifies the listeners when it has loaded', async () => {
    expect([catalogues.find('de-AT'), catalogues.find('de-AT'), catalogues.isComing('de-AT')]).toEqual([undefined, undefined, true]);
    expect(load).toHaveBeenCalledExactlyOnceWith(['de-AT', 'de-Latn-AT', 'de-AT', 'de-Latn', 'de']);
    resolveLoad(words('de'));
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
    expect([catalogues.find('de-AT')?.cancel, catalogues.isComing('de-AT')]).toEqual(['de', false]);
  });

  test('once, and continues without it after a failure', async () => {
    catalogues.find('de');
    fail(new Error('offline'));
    await vi.waitFor(() => expect(changed).toHaveBeenCalledOnce());
    expect([catalogues.find('de'), catalogues.isComing('de')]).toEqual([undefined, false]);
    expect(load).toHaveBeenCalledOnce();
  });

  test('but not for a language that was added before, such as an informal catalog', () => {
    catalogues.add({ ...words('de'), cancel: 'informal' });
    expect(catalogues.find('de-AT')?.cancel).toBe('informal');
    expect(load).not.toHaveBeenCalled();
  });

  test('but not for English, or for an unsupported language', () => {
    expect(catalogues.find('en-GB')).toBeDefined();
    expect(catalogues.find('fr')).toBeUndefined();
    expect(catalogues.isComing('fr')).toBe(false);
    expect(load).toHaveBeenCalledTimes(1);
  });
});

describe('the partner', () => {
  test('is named in sentences with a placeholder for the name', () => {
    const { popup, email, linked, safety } = personal(en, 'Meridian Bank');
    expect({ popup, email, linked, safety }).toEqual({
      popup: 'Log in to Wise and choose what to share with Meridian Bank. We never see your password.',
      email: 'Wise will email you a link, at the address Meridian Bank has for you. Open it to see a code, then enter the code here.',
      linked: 'Your Wise account is connected to Meridian Bank.',
      safety: 'Only enter a code you asked for here, just now. Never share it with anyone, even someone who says they work for Meridian Bank or Wise.',
    });
  });

  test('can change single sentences, with or without a partner name, and the rest stays', () => {
    const own = personal(en, 'Meridian Bank', { linked: 'Welcome to {partner}.', cancel: 'Not now' });
    expect(own).toEqual({ ...personal(en, 'Meridian Bank'), linked: 'Welcome to Meridian Bank.', cancel: 'Not now' });
    expect(personal(en, '', { triesLeft: { other: '{count} left' } }).triesLeft).toEqual({ other: '{count} left' });
  });

  test('cannot break the card with a value that is not a sentence', () => {
    const wrong = { cancel: 7, linked: null, triesLeft: 'some', popup: undefined, strange: 'text', constructor: 'x' };
    expect(personal(en, undefined, wrong as never)).toEqual(en);
    for (const nothing of [undefined, null, 'text', 7]) expect(personal(en, undefined, nothing as never)).toEqual(en);
  });
});
