// Reads the command line of `wise-simulator`: its options, and the files that they name.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'lossless-json';
import { checkedCustomers, checkedOptions } from './checked-options.js';
import { OptionError } from './option-error.js';
import type { SimulatorOptions } from './options.js';
import { switchesFromText } from './switch-schema.js';

/** The options by the names of their flags. */
const FLAGS = {
  port: 'port',
  'allowed-host': 'allowedHosts',
  'partner-origin': 'partnerOrigin',
  'redirect-uri': 'redirectUris',
  'client-id': 'clientId',
  'client-secret': 'clientSecret',
  'client-name': 'clientName',
  scenario: 'scenario',
  seed: 'seed',
} as const satisfies Record<string, keyof SimulatorOptions>;

const one = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;

/** The options of a command line, or `help` if it asks for help. Throws an `OptionError`. */
export function readCommandLine(args: readonly string[], env: Readonly<Record<string, string | undefined>>): SimulatorOptions | 'help' {
  const { config, customers, help, switch: switches = [], mtls, 'mtls-port': mtlsPort, ...flags } = parsed(args);
  if (help) return 'help';
  const fromFile = config === undefined ? {} : checkedOptions(contentOf(config), `${config}: `);
  const fromSwitches = switchesOf(switches);
  return {
    ...fromEnvironment(env),
    ...fromFile,
    ...(customers !== undefined && { customers: checkedCustomers(contentOf(customers), `${customers}: `) }),
    ...checkedFlags(flags),
    ...((mtls !== undefined || mtlsPort !== undefined) && { mtls: { ...fromFile.mtls, ...mtlsOf(mtls, mtlsPort) } }),
    ...(fromSwitches && { switches: { ...fromFile.switches, ...fromSwitches } }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        'port': one, 'partner-origin': one, 'client-id': one, 'client-secret': one, 'client-name': one, 'scenario': one, 'seed': one,
        'customers': one, 'config': one, 'mtls': one, 'mtls-port': one, 'redirect-uri': many, 'allowed-host': many, 'switch': many, 'help': { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new OptionError(cause instanceof Error ? cause.message : String(cause));
  }
}

function fromEnvironment({ WISE_PORT, PARTNER_ORIGIN }: Readonly<Record<string, string | undefined>>): SimulatorOptions {
  const given = { port: WISE_PORT ? portFrom(WISE_PORT) : undefined, partnerOrigin: PARTNER_ORIGIN || undefined };
  return checkedOptions(given, '', ([option]) => (option === 'port' ? 'WISE_PORT' : 'PARTNER_ORIGIN'));
}

function checkedFlags(flags: Readonly<Record<string, unknown>>): SimulatorOptions {
  const names = Object.entries(FLAGS).filter(([flag]) => flags[flag] !== undefined);
  const given = names.map(([flag, option]) => [option, option === 'port' ? portFrom(String(flags[flag])) : flags[flag]]);
  return checkedOptions(Object.fromEntries(given), '', ([name]) => `--${names.find(([, option]) => option === name)?.[0]}`);
}

/** The switches of `--switch NAME=VALUE`; `undefined` without any. */
function switchesOf(flags: readonly string[]): SimulatorOptions['switches'] {
  if (flags.length === 0) return undefined;
  const pairs = flags.map((flag) => /^(\w+)=(.*)$/.exec(flag)?.slice(1, 3) ?? [flag, '']);
  return checkedOptions({ switches: switchesFromText(Object.fromEntries(pairs)) }, '', ([, name]) => `--switch${name === undefined ? '' : ` ${String(name)}`}`).switches;
}

function mtlsOf(folder: string | undefined, port: string | undefined): SimulatorOptions['mtls'] {
  const given = { ...(folder !== undefined && { folder }), ...(port !== undefined && { port: portFrom(port) }) };
  return checkedOptions({ mtls: given }, '', ([, name]) => (name === 'port' ? '--mtls-port' : '--mtls')).mtls;
}

/** The number, or the text itself for the error message. */
function portFrom(text: string): number | string {
  return /^\d{1,5}$/.test(text) ? Number(text) : text;
}

/** The JSON of a file. An integer that is too large for a number is a bigint. */
function contentOf(file: string): unknown {
  try {
    const text = readFileSync(file, 'utf8');
    return parse(text, null, (digits) => (/^\d+$/.test(digits) && !Number.isSafeInteger(Number(digits)) ? BigInt(digits) : Number(digits)));
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause;
    throw new OptionError(`${file} ${isMissing ? 'cannot be read' : 'is not JSON'}.`, { cause });
  }
}
