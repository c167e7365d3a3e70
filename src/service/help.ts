import { SETTINGS } from './settings.js';
import type { Setting } from './setting.js';

/** A line of the help, at most 110 columns wide. */
const fold = (text: string): string => text.replaceAll(/(.{1,104})(?: |$)/g, '\n      $1');

const line = ({ name, what, isSecret, fallback }: Setting): string => {
  const notes = [...(fallback === true ? ['required'] : fallback ? [`default: ${fallback}`] : []), ...(isSecret ? [`or ${name}_FILE`] : [])];
  return `  ${name}${fold(`${what}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`)}`;
};

const sections = Object.entries<readonly Setting[]>(SETTINGS).map(([title, settings]) => `${title}:\n${settings.map(line).join('\n')}`);

/** The text of `wise-link-server --help`. */
export const HELP = `Usage: wise-link-server [--check-config]

The backend of <wise-link> as a program, for a bank whose backend is not Node. Your reverse proxy sends the requests
below the base path to it, on your own origin. Your backend asks the internal API for access tokens. The package pg
must be installed.

Options:
  --check-config  check the settings, print one sentence for each mistake, and start nothing
  -h, --help      print this text

Settings are environment variables. A secret is never an argument.

${sections.join('\n\n')}

Examples:
  npx wise-link-server --check-config
  WISE_LINK_KEYS_FILE=/run/secrets/keys npx wise-link-server
  curl -H "Authorization: Bearer $SECRET" http://127.0.0.1:8081/customers/c-1/access-token

Exit codes:
  0  it was stopped by SIGTERM or SIGINT, the settings are right, or it printed this text
  1  the database cannot be reached, or a port is taken
  2  a setting is missing or wrong, or there is an unknown argument`;
