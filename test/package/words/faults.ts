/** Finds faults in a catalog by machine: what a native reader would mark, as far as a rule can see it. */
import { en, type Words } from '../../../src/locales/en.js';
import { languageOf, type Term } from './catalogs.js';
import { CLOCK, FORBIDDEN, NEVER, OTHER_REGISTER } from './forbidden.js';

type Key = keyof Words;
type Text = readonly [key: Key, text: string];

/** One check: what it found in the texts of a catalog. */
type Check = (texts: readonly Text[], name: string, terms: Record<Term, string[]> | undefined) => string[];

/** The labels of the buttons and links of the card. */
const LABELS = 'connect sendEmail enterCode show reopen goAgain submit confirm decline retry restart another toWise toPage continueHere byEmail resend resendLater instead copy copyReference cancel'.split(' ');

/** The width of a line in a button on a screen 320 px wide, in Latin letters. CJK characters count twice. */
const LINE = 23;

/** No button has more lines on that screen. */
const LINES = 2;

/** The sentences that must use a term of the glossary. */
const USES: Record<Term, Key[]> = {
  account: ['linked', 'another', 'ended'],
  connect: ['linked', 'connect', 'again', 'unavailable'],
  code: ['label', 'enterCode', 'expired', 'byEmail'],
  'give access': ['declined'],
  email: ['byEmail', 'resend'],
  profile: ['personal', 'business', 'profile'],
  'link (URL)': ['link', 'copy', 'sentTo'],
};

/** The sentences about the account: a word that also means "URL" would be misread. */
const ABOUT_ACCOUNT: Key[] = ['linked', 'linkedFor', 'ended', 'declined', 'discarded', 'again', 'unavailable', 'next', 'connect', 'confirm'];

/**
 * A placeholder where the language would inflect it or change the word before it. The value is a name that nobody can inflect.
 */
const INFLECTED: Readonly<Record<string, RegExp>> = {
  cs: /(^|\P{L})(z|ze|s|se|do|od|u|o|k|ke|pro|na|v|ve) \{partner\}/iu,
  pl: /(^|\P{L})(z|ze|do|od|u|o|dla|na|w|we) \{partner\}/iu,
  ru: /(^|\P{L})(с|со|до|от|у|о|к|ко|для|на|в|во) \{partner\}/iu,
  uk: /(^|\P{L})(з|зі|із|до|від|у|о|для|на|в) \{partner\}/iu,
  hu: /(^|\P{L})az? \{|\}-|innen: \{|\}\p{L}/iu,
  fr: /(^|\P{L})(de|du|que|le|la) \{partner\}/iu,
  ko: /\}(은|는|이|가|을|를|과|와|으로|로)(?!\()/u,
  tr: /\}[’']/u,
};

/** A letter or an apostrophe right after a placeholder, in languages that separate words by spaces. */
const GLUED = /\}[’'\p{Script=Latin}\p{Script=Cyrillic}]|[\p{Script=Latin}\p{Script=Cyrillic}]\{/u;

const firstSentence = (text: string): string => /^[^.。?？!]*/.exec(text)?.[0] ?? text;

const width = (text: string): number =>
  Array.from(text).reduce((sum, one) => sum + (/\p{M}/u.test(one) ? 0 : /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}。、]/u.test(one) ? 2 : 1), 0);

/** How many lines a label takes, if lines break only at spaces. CJK and Thai break anywhere. */
function linesOf(label: string, isAnywhere: boolean): number {
  if (isAnywhere) return Math.ceil(width(label) / LINE);
  let lines = 1;
  let used = 0;
  for (const word of label.split(/[ -]/)) {
    const needed = width(word);
    if (used && used + 1 + needed > LINE) {
      lines += 1;
      used = needed;
    } else used += needed + (used ? 1 : 0);
    if (needed > LINE) return Infinity;
  }
  return lines;
}

const in50Seconds = (name: string): string => new Intl.RelativeTimeFormat(languageOf(name)).format(50, 'second');

/** The checks by name. */
export const CHECKS = {
  'forbidden word': (texts, name) =>
    texts.flatMap(([key, text]) => (FORBIDDEN[languageOf(name)] ?? []).filter((word) => word.test(text)).map((word) => `${key}: ${word.exec(text)?.[0]}`)),

  'placeholder that would be inflected': (texts, name) =>
    texts.filter(([, text]) => INFLECTED[languageOf(name)]?.test(text) || GLUED.test(text.replace('{characters}’', ''))).map(([key, text]) => `${key}: ${text}`),

  'button too long': (texts, name) =>
    texts.filter(([key, text]) => LABELS.includes(key) && linesOf(text.replace('{time}', in50Seconds(name)), /^(ja|ko|th|zh)/.test(name)) > LINES).map(([key, text]) => `${key}: ${text}`),

  'same text for two meanings': (texts) => {
    const english = en as Record<string, unknown>;
    const differs = (one: Key, other: Key): boolean => firstSentence(String(english[one])) !== firstSentence(String(english[other]));
    return texts.flatMap(([key, text], place) =>
      texts.slice(place + 1)
        .filter(([other, same]) => differs(key, other) && key !== `${other}For` && other !== `${key}For` && (text === same || isSameFault(key, text, other, same)))
        .map(([other]) => `${key} = ${other}: ${firstSentence(text)}`));
  },

  'no "never"': (texts, name) =>
    texts.filter(([key, text]) => ['safety', 'safetyFor', 'link'].includes(key) && !NEVER[languageOf(name)]?.test(text)).map(([key]) => key),

  'other register': (texts, name) =>
    texts.filter(([, text]) => OTHER_REGISTER[name]?.test(text)).map(([key, text]) => `${key}: ${OTHER_REGISTER[name]?.exec(text)?.[0].trim()}`),

  // The card shows these beside "You can try again in 90 seconds."
  'tells to try again beside a wait': (texts) => {
    const [, tryAgain = ''] = texts.find(([key]) => key === 'tryAgain') ?? [];
    return texts.filter(([key, text]) => ['busy', 'often', 'tooMany', 'wrong'].includes(key) && text.includes(tryAgain)).map(([key, text]) => `${key}: ${text}`);
  },

  'time of day': (texts, name) => {
    const [, until = ''] = texts.find(([key]) => key === 'until') ?? [];
    return CLOCK[languageOf(name)]?.test(until) === false ? [`until: ${until}`] : [];
  },

  // One letter before a hyphen, or up to three after it, must not stand alone at the end or the beginning of a line.
  'hyphen that breaks': (texts, name) =>
    texts.filter(([, text]) => /(^|\P{L})\p{L}-\p{L}|\p{L}-\p{L}{1,3}(?!\p{L})/u.test(text) || (name === 'he' && /\p{Script=Hebrew}-/u.test(text)))
      .map(([key, text]) => `${key}: ${text}`),

  'space that breaks before a mark': (texts, name) => texts.filter(([, text]) => name === 'fr' && / [?!;:»]|« /.test(text)).map(([key, text]) => `${key}: ${text}`),

  'not the term of the glossary': (texts, name, terms) => {
    if (!terms) return [`no glossary for ${name}`];
    const missing = Object.entries(USES).flatMap(([term, keys]) => keys.filter((key) => !hasTerm(texts, key, terms[term as Term])).map((key) => `${key}: ${term}`));
    const misleading = ABOUT_ACCOUNT.filter((key) => hasTerm(texts, key, terms['link (URL)'])).map((key) => `${key}: the word for a URL`);
    return [...missing, ...misleading];
  },
} satisfies Record<string, Check>;

/** Two failures that begin with the same sentence leave the customer without a clue which one it is. */
function isSameFault(key: Key, text: string, other: Key, same: string): boolean {
  const faults = ['unavailable', 'session', 'again', 'unmatched', 'expired', 'late', 'unanswered', 'identity', 'profile', 'tooMany', 'busy', 'often', 'wrong', 'text', 'link', 'lines'];
  return faults.includes(key) && faults.includes(other) && firstSentence(text) === firstSentence(same);
}

function hasTerm(texts: readonly Text[], key: Key, forms: readonly string[]): boolean {
  const [, text = ''] = texts.find(([one]) => one === key) ?? [];
  return forms.some((form) => text.toLocaleLowerCase().includes(form.toLocaleLowerCase()));
}

/** All faults of a catalog, by check. */
export function faultsOf(name: string, words: Words, terms: Record<Term, string[]> | undefined): Record<keyof typeof CHECKS, string[]> {
  const texts = Object.entries(words).flatMap(([key, text]): Text[] => (typeof text === 'string' ? [[key as Key, text]] : Object.values(text).map((form): Text => [key as Key, form])));
  const sentences = texts.filter(([key]) => key !== 'lang' && key !== 'between');
  return Object.fromEntries(Object.entries(CHECKS).map(([check, run]) => [check, run(sentences, name, terms)])) as Record<keyof typeof CHECKS, string[]>;
}

/** The faults of the redirect page in a language: words, registers and hyphens. */
export function pageFaultsOf(name: string, paragraphs: readonly (readonly [string, string])[]): string[] {
  const texts = paragraphs as readonly Text[];
  return [...CHECKS['forbidden word'](texts, name), ...CHECKS['other register'](texts, name), ...CHECKS['hyphen that breaks'](texts, name)];
}
