/** Reads the environment variables, and the files that they name. */
import { readFileSync } from 'node:fs';
import { Mistakes } from './mistakes.js';
import { ALL_SETTINGS } from './settings.js';
import type { SettingName } from './settings.js';

/** The values of the settings, defaults included. A setting that is not set, or is empty, is missing. */
export type Values = Partial<Record<SettingName, string>>;

/** What Kubernetes sets for each Service, here for one whose name begins with `wise-link`. The value of a port is then `tcp://…`. */
const OF_KUBERNETES = /_SERVICE_(HOST|PORT(_\w+)?)$|_PORT_\d+_(TCP|UDP|SCTP)(_\w+)?$/;
const isOfKubernetes = (name: string, value = ''): boolean => OF_KUBERNETES.test(name) || /^(tcp|udp|sctp):\/\//.test(value);

/** Reads all settings. Throws `Mistakes` that name each missing, doubled or unknown variable, and each file that cannot be read. */
export function readEnvironment(env: NodeJS.ProcessEnv): Values {
  const mistakes: string[] = [];
  const values: Values = {};
  const known = new Set<string>();
  for (const { name, isSecret, fallback } of ALL_SETTINGS) {
    known.add(name);
    const file = isSecret ? `${name}_FILE` : name.endsWith('_FILE') ? name : undefined;
    if (file) known.add(file);
    if (isSecret && env[name] && env[file ?? '']) mistakes.push(`${name} and ${file} are both set: remove one.`);
    const given = isOfKubernetes(name, env[name]) ? '' : env[name];
    const value = (file && env[file] ? readText(file, env[file], mistakes) : given) || (typeof fallback === 'string' ? fallback : '');
    if (value) values[name] = value;
    else if (fallback === true && !(file && env[file])) mistakes.push(`${name} is missing.`);
  }
  // A misspelled name would be silent otherwise.
  for (const name of Object.keys(env)) if (name.startsWith('WISE_LINK_') && !known.has(name) && !isOfKubernetes(name, env[name])) mistakes.push(`${name} is not a setting. See wise-link-server --help.`);
  if (mistakes.length > 0) throw new Mistakes(mistakes);
  return values;
}

function readText(variable: string, path: string, mistakes: string[]): string {
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (!text) mistakes.push(`The file of ${variable} is empty.`);
    return text;
  } catch (error) {
    mistakes.push(`The file of ${variable} cannot be read: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'}.`);
    return '';
  }
}
