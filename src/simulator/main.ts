/** The command `wise-simulator`. */
import { parseArgs } from 'node:util';
import { newSeed } from './chance.js';
import { SCENARIOS } from './scenarios.js';
import { startWise } from './server.js';

const HELP = `A Wise simulator for tests and demos. It keeps everything in memory and sends no requests.

  --port N              the port on loopback (default: 4200; 0 selects a free one)
  --partner-origin URL  the origin of the bank's pages (default: http://localhost:4100)
  --scenario NAME       ${Object.keys(SCENARIOS).join(', ')}
  --seed TEXT           the seed of all codes, tokens and ids: the same seed gives the same values in the same order
                        (default: a new one, which is printed). The values are predictable for anyone with the seed

One partner is registered: client id "bank", secret "bank-secret", with the redirect URIs
/wise-callback.html and /same-page.html on that origin. The overview page shows everything else.`;

const isScenario = (name: string): name is keyof typeof SCENARIOS => Object.hasOwn(SCENARIOS, name);

/** Prints the error and the help, and exits with 2. */
function refuse(message: string): never {
  process.stderr.write(`${message}\n\n${HELP}\n`);
  process.exit(2);
}

function read(): { port: string; 'partner-origin': string; scenario: string; seed: string; help: boolean } {
  const { WISE_PORT = '4200', PARTNER_ORIGIN = 'http://localhost:4100' } = process.env;
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: WISE_PORT },
        'partner-origin': { type: 'string', default: PARTNER_ORIGIN },
        scenario: { type: 'string', default: 'works' },
        seed: { type: 'string', default: newSeed() },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : String(cause));
  }
}

const { port, 'partner-origin': partnerOrigin, scenario, seed, help } = read();
if (help) {
  console.log(HELP);
  process.exit(0);
}
if (!/^\d{1,5}$/.test(port)) refuse(`--port ${port} is not a port number`);
if (!URL.canParse(partnerOrigin) || new URL(partnerOrigin).origin !== partnerOrigin) refuse(`--partner-origin ${partnerOrigin} is not an origin: write it as http://localhost:4100`);
if (!isScenario(scenario)) refuse(`--scenario ${scenario} is not a scenario`);

const wise = await startWise({ port: Number(port), partnerOrigin, switches: SCENARIOS[scenario], seed });
console.log(`Wise simulator: ${wise.url}\n  --seed ${seed}`);
