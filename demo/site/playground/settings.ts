import { PHASES } from '../cells.js';
import { LANGUAGES, languageName } from '../languages.js';
import { THEMES } from '../themes.js';
import { FRAMEWORKS } from './frameworks.js';
import { OWN } from './own-style.js';
import { SCENARIOS } from './scenarios.js';
import { words, type Setting } from './setting.js';

const labeled = (values: readonly string[], label: (value: string) => string): Record<string, string> =>
  Object.fromEntries(values.map((value) => [value, label(value)]));
/** `identity-mismatch` is "Identity mismatch". */
const sentence = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');

/** The settings of the playground by name, in groups as on the page. The names are the parameters of its URL. */
export const GROUPS = {
  Scene: {
    show: {
      label: 'Show',
      options: [
        { label: '', options: { live: 'The live element', all: 'Every phase' } },
        { label: 'One phase', options: labeled(PHASES, sentence) },
      ],
      isFresh: true,
      isWide: true,
    },
    backend: {
      label: 'Backend',
      options: [
        { label: 'Real', options: { bank: 'Meridian Bank, with a database' }, isOfBank: true },
        { label: 'A stand-in that always answers', options: SCENARIOS },
      ],
      isFresh: true,
      isWide: true,
    },
    customer: {
      label: 'Customer',
      options: [{ label: '', options: { sarah: 'Sarah Jenkins', omar: 'Omar Haddad', nobody: 'Nobody' } }],
      isFresh: true,
      needsBank: true,
    },
    wise: {
      label: 'Wise is',
      options: [{ label: '', options: { normal: 'Working', slow: 'Slow', unavailable: 'Unavailable', limited: 'Limiting the rate of calls' } }],
      needsBank: true,
    },
  },
  Look: {
    style: { label: 'Style sheet', options: words(...Object.keys(THEMES), OWN), hint: 'own: from the page “Themes”' },
    theme: { label: 'theme', options: words('auto', 'light', 'dark') },
    appearance: { label: 'appearance', options: words('card', 'button') },
    lang: { label: 'lang', options: [{ label: '', options: labeled(LANGUAGES, languageName) }] },
    dir: { label: 'dir', options: [{ label: '', options: { auto: 'by language', ltr: 'ltr', rtl: 'rtl' } }] },
    width: { label: 'Screen', options: words('375px', '320px', '430px', '600px') },
  },
  Behavior: {
    mode: { label: 'mode', options: words('auto', 'popup', 'redirect', 'email'), isFresh: true },
    'partner-name': { label: 'partner-name', value: 'Meridian Bank' },
  },
  'More attributes': {
    environment: { label: 'environment', options: words('sandbox', 'production') },
    'client-id': { label: 'client-id', value: 'bank' },
    'redirect-uri': { label: 'redirect-uri', value: '', hint: 'Empty: the redirect page of this demo', isWide: true },
    'exchange-url': { label: 'exchange-url', value: '/api/wise/exchange' },
    'start-url': { label: 'start-url', value: '/api/wise/start' },
    'status-url': { label: 'status-url', value: '/api/wise/status', isFresh: true },
    'email-url': { label: 'email-url', value: '/api/wise/email' },
    'authorize-url': { label: 'authorize-url', value: '', hint: 'Empty: the Wise simulator of this demo', isWide: true },
  },
  Slots: {
    logo: { label: 'logo', options: words('none', 'mark'), hint: 'mark: the bank’s own mark' },
    'wise-logo': { label: 'wise-logo', options: words('none', 'name'), hint: 'name: Wise’s name, where you may show its logo' },
    introduction: { label: 'introduction', value: '', isWide: true, hint: 'In place of the heading and the lines below it' },
    'launch-label': { label: 'launch-label', value: '' },
    help: { label: 'help', value: '' },
  },
  Code: { framework: { label: 'Framework', options: words(...Object.keys(FRAMEWORKS)) } },
} as const satisfies Record<string, Record<string, Setting>>;

/** All settings by name. */
export const SETTINGS: Readonly<Record<string, Setting>> = Object.assign({}, ...Object.values(GROUPS));
