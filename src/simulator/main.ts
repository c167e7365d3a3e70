import { parseArgs } from 'node:util';
import { newSeed } from './chance.js';
import { SCENARIOS } from './scenarios.js';
import { startWise } from './server.js';

const HELP = `A Wise simulator, for tests and for trying things out. It keeps everything in memory, and calls nobody.

  --port N              where it listens on loopback; 4200 by default, 0 takes a free one
  --partner-origin URL  where the bank's pages are; http://localhost:4100 by default
  --scenario NAME       ${Object.keys(SCENARIOS).join(', ')}
  --seed TEXT           what all codes, tokens and ids follow from: the same seed gives the same ones in the same order;
                        without it a new one is taken, and printed. Whoever knows the seed can foretell them all

A partner with client id "bank" and secret "bank-secret" is known to it, with the redirect URIs
/wise-callback.html and /same-page.html on that origin. Its overview page tells the rest.`;

const isScenario = (name: string): name is keyof typeof SCENARIOS => Object.hasOwn(SCENARIOS, name);

/** Ends with 2: the command was not understood. */
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
if (!/^\d{1,5}$/.test(port)) refuse(`--port ${port} is no port`);
if (!URL.canParse(partnerOrigin) || new URL(partnerOrigin).origin !== partnerOrigin) refuse(`--partner-origin ${partnerOrigin} is no origin: write it as http://localhost:4100`);
if (!isScenario(scenario)) refuse(`There is no scenario ${scenario}`);

const wise = await startWise({ port: Number(port), partnerOrigin, switches: SCENARIOS[scenario], seed });
console.log(`Wise simulator: ${wise.url}\n  --seed ${seed}`);
