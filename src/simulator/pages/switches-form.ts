import { CHOICES, type Switches } from '../switches.js';
import { markup, type Markup } from './markup.js';

/** The switches with few values, each with its label. */
const LABELS = {
  coop: 'Cross-Origin-Opener-Policy',
  profileIdName: 'Name of the profile id',
  stateOnError: '“state” comes back with an error',
  rateLimited: 'API answers 429',
  unavailable: 'API answers 503',
  rawCredentials: 'Client credentials inside HTTP Basic are not form-decoded',
  clientIdOptional: '“client_id” may be missing in a token request',
  clientTokens: 'Format of client-credentials tokens',
  maskedConflict: '409 of an existing user masks the address',
  jsonRateLimit: '429 has a JSON body',
  missingToken: '401 without a token is “missing_token”',
  allValidationItems: '400 lists all invalid fields',
  gzip: 'API compresses its responses',
  newValues: 'Profiles have values that the documentation does not have',
} as const satisfies Record<Exclude<keyof Switches, 'latencyMs'>, string>;

const FLAG = ['false', 'true'] as const;
const WORDS: Readonly<Record<string, string>> = { '': 'not sent', 'true': 'yes', 'false': 'no' };

/** The form on the overview page that sets the switches. */
export function switchesForm(switches: Switches): Markup {
  const names = Object.keys(LABELS) as (keyof typeof LABELS)[];
  return markup`<form method="post" action="/simulator/switches">
    ${names.map((name) => select(name, String(switches[name])))}
    <label for="latencyMs">Latency in milliseconds</label>
    <input id="latencyMs" name="latencyMs" type="number" min="0" max="600000" value="${switches.latencyMs}" required>
    <button>Save switches</button>
  </form>`;
}

function select(name: keyof typeof LABELS, present: string): Markup {
  const choices: readonly string[] = name in CHOICES ? CHOICES[name as keyof typeof CHOICES] : FLAG;
  return markup`<label for="${name}">${LABELS[name]}</label>
    <select id="${name}" name="${name}">${choices.map((choice) =>
      markup`<option value="${choice}" ${choice === present ? 'selected' : ''}>${WORDS[choice] ?? choice}</option>`)}
    </select>`;
}
