// The entry point `wise-link/simulator`: the simulator as a function, for test suites.
import { newSeed } from './chance.js';
import { checkedOptions } from './checked-options.js';
import type { RunningSimulator, StartSimulatorOptions } from './options.js';
import { preparedMutualTls } from './mutual-tls.js';
import { customersFrom } from './resolve-customers.js';
import { clientsFrom, switchesFrom } from './resolve-options.js';
import { startWise } from './server.js';

export type { Address } from './address.js';
export type { Client } from './clients.js';
export type {
  BusinessProfileOptions, ClientOptions, CustomerOptions, MutualTls, MutualTlsOptions, PersonalProfileOptions, RunningSimulator, SimulatorOptions, StartSimulatorOptions,
} from './options.js';
export { OptionError } from './option-error.js';
export type { ScenarioName } from './scenarios.js';
export type { FlowSwitches, Switches } from './switches.js';

/**
 * Starts a Wise simulator on 127.0.0.1. It keeps everything in memory and sends no requests.
 *
 * Rejects with an `OptionError` that has a sentence for each wrong option, and with Node's error if the port is in use.
 */
export async function startSimulator({ log, ...options }: StartSimulatorOptions = {}): Promise<RunningSimulator> {
  const { port, allowedHosts = [], seed = newSeed(), customers, mtls: mtlsOptions, ...rest } = checkedOptions(options);
  const clients = clientsFrom(rest);
  const mtls = mtlsOptions && await preparedMutualTls(mtlsOptions, clients.map(({ clientId }) => clientId), allowedHosts);
  const { url, mtlsUrl, close } = await startWise({
    clients,
    seed,
    allowedHosts,
    switches: switchesFrom(rest),
    ...(port !== undefined && { port }),
    ...(mtls && { mtls }),
    ...(customers && { customers: customersFrom(customers) }),
    ...(log && { log }),
  });
  const { ca = '', clients: certificates = {} } = mtls?.certificates ?? {};
  return { url, seed, clients, mtls: mtlsUrl === undefined ? undefined : { url: mtlsUrl, ca, clients: certificates }, close };
}
