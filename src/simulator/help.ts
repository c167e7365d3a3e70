import { DEFAULT_SECRET } from './clients.js';
import { SCENARIO_NAMES } from './scenarios.js';

/** The text of `wise-simulator --help`. */
export const HELP = `Usage: wise-simulator [options]

A Wise simulator for tests and demos. It keeps everything in memory and sends no requests. It runs until you stop it.
Its overview page, at the address that it prints, shows its customers, clients, codes and emails.

Options:
  --port N              the port on loopback (default: 4200; 0 selects a free one)
  --redirect-uri URI    a redirect URI of your client. Repeat it for more
  --client-id ID        its client id (default: bank)
  --client-secret TEXT  its secret (default: ${DEFAULT_SECRET})
  --client-name TEXT    its name on the consent page
  --partner-origin URL  the origin of the demo bank's pages (default: http://localhost:4100). They are registered if
                        there is no --redirect-uri: /wise-callback.html and /same-page.html
  --customers FILE      the customers, as a JSON list, in place of the test customers
  --config FILE         all options, as a JSON object: port, redirectUris, clientId, clientSecret, clientName,
                        partnerOrigin, clients (a list, for more than one), customers, scenario, switches, seed,
                        allowedHosts. The command line overrides it
  --mtls FOLDER         also serve the API over HTTPS with mutual TLS: creates an authority, and a certificate for each
                        client, and writes ca.pem, ID.pem and ID-key.pem to the folder
  --mtls-port N         the port of it (default: a free one)
  --allowed-host NAME   a name that the Host header may have besides loopback names. Repeat it for more
  --scenario NAME       ${SCENARIO_NAMES.join(', ')} (default: works)
  --switch NAME=VALUE   one switch, such as clientIdOptional=true. Repeat it for more; the overview page lists all
  --seed TEXT           the seed of all codes, tokens and ids: the same seed gives the same values in the same order
                        (default: a new one, which is printed). The values are predictable for anyone with the seed
  -h, --help            print this text

The environment variables WISE_PORT and PARTNER_ORIGIN set --port and --partner-origin. The terminal shows each API
call, and why one failed.

Examples:
  npx wise-simulator --partner-origin http://localhost:3000
  npx wise-simulator --port 0 --seed 1 --redirect-uri http://localhost:3000/callback --switch clientIdOptional=true

Exit codes:
  0  it was stopped, or it printed this text
  1  it could not start, for example because the port is in use
  2  an option is unknown or invalid`;
