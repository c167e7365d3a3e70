import { companyRule } from '../../src/server/identity/same-company.js';
import { samePerson } from '../../src/server/identity/same-person.js';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { maintain } from '../../src/server/maintain.js';
import type { Services } from '../../src/server/services.js';
import { openTransport } from '../../src/server/transport.js';
import { Telemetry } from '../../src/server/telemetry.js';
import { Vault } from '../../src/server/vault.js';
import { WiseClient } from '../../src/server/wise-client.js';
import { ENCRYPTION_KEY, REDIRECT_URI } from './bank.js';
import type { Bank } from './bank.js';

/** Checks the links of a bank, as a process does once a minute. */
export async function checkLinks(bank: Bank, isStopped?: () => boolean): Promise<void> {
  const wise = { environment: 'sandbox', apiUrl: bank.wise.url, clientId: 'bank', clientSecret: 'secret-canary' } as const;
  const transport = openTransport(wise, new Telemetry(null));
  const services: Services = {
    database: bank.watched,
    vault: await Vault.open([ENCRYPTION_KEY]),
    wise: new WiseClient(wise, transport, (entry) => void bank.log.push(entry)),
    authorize: { environment: 'sandbox', url: '', clientId: 'bank' },
    limits: DEFAULT_LIMITS,
    redirectUris: [REDIRECT_URI],
    rules: { samePerson, sameCompany: companyRule(samePerson) },
    requireStart: true,
    notify: async () => {},
    log: (entry) => void bank.log.push(entry),
  };
  await maintain(services, isStopped);
  await transport.close();
}
