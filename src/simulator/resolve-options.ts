/** Reads the options of the simulator. */
import { OptionError } from './option-error.js';
import { DEFAULT_SECRET, meridianBank, meridianPages, type Client } from './clients.js';
import type { ClientOptions, SimulatorOptions } from './options.js';
import { SCENARIOS } from './scenarios.js';
import type { Switches } from './switches.js';

const PARTNER_ORIGIN = 'http://localhost:4100';

/** The partners that the options register. Throws an `OptionError` if two have the same client id. */
export function clientsFrom(options: SimulatorOptions): Client[] {
  const { clients = [] } = options;
  const own = namesOneClient(options) || clients.length === 0 ? [ownClient(options)] : [];
  const all = [...own, ...clients.map(complete)];
  const twice = all.find(({ clientId }, index) => all.findIndex((other) => other.clientId === clientId) < index);
  if (twice) throw new OptionError(`The client id ${JSON.stringify(twice.clientId)} is registered twice.`);
  return all;
}

/** The initial switches: those of the scenario, and then single ones. */
export function switchesFrom({ scenario = 'works', switches = {} }: SimulatorOptions): Partial<Switches> {
  return { ...SCENARIOS[scenario], ...switches };
}

function namesOneClient({ clientId, clientSecret, clientName, redirectUris, partnerOrigin }: SimulatorOptions): boolean {
  return [clientId, clientSecret, clientName, redirectUris, partnerOrigin].some((value) => value !== undefined);
}

/** The partner of the options for one. Its redirect URIs are those given; without any, or beside `partnerOrigin`, also the demo bank's pages. */
function ownClient({ clientId, clientSecret, clientName, redirectUris, partnerOrigin }: SimulatorOptions): Client {
  const bank = meridianBank(partnerOrigin ?? PARTNER_ORIGIN);
  const pages = partnerOrigin === undefined && redirectUris ? [] : meridianPages(partnerOrigin ?? PARTNER_ORIGIN);
  return {
    clientId: clientId ?? bank.clientId,
    clientSecret: clientSecret ?? bank.clientSecret,
    name: clientName ?? clientId ?? bank.name,
    redirectUris: [...(redirectUris ?? []), ...pages],
  };
}

function complete({ clientId, redirectUris, clientSecret = DEFAULT_SECRET, name = clientId }: ClientOptions): Client {
  return { clientId, clientSecret, name, redirectUris };
}
