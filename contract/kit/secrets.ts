import { readFileSync } from 'node:fs';
import { SetupError } from './setup-error.js';

const PREFIX = 'WISE_CONTRACT_';

/** The secrets of the kit. Each is an environment variable, or the file that the variable with `_FILE` at its end names. */
const NAMES = ['COOKIE', 'TOKEN', 'LOGIN', 'OTHER_COOKIE', 'OTHER_TOKEN', 'OTHER_LOGIN', 'KEY_PASSPHRASE'] as const;

/** The secrets that are set. Never arguments, because lists of processes show arguments. */
export type Secrets = Partial<Record<(typeof NAMES)[number], string>>;

/** Reads the secrets. Throws `SetupError` for a variable that is doubled or unknown, and for a file that cannot be read. No message has a value. */
export function readSecrets(env: NodeJS.ProcessEnv): Secrets {
  const secrets: Secrets = {};
  for (const name of NAMES) {
    const [variable, file] = [PREFIX + name, `${PREFIX + name}_FILE`];
    if (env[variable] && env[file]) throw new SetupError(`${variable} and ${file} are both set: remove one.`);
    const value = env[file] ? readText(file, env[file]) : env[variable];
    if (value) secrets[name] = value;
  }
  // A misspelled name would be silent otherwise.
  const known = new Set(NAMES.flatMap((name) => [PREFIX + name, `${PREFIX + name}_FILE`]));
  const unknown = Object.keys(env).find((name) => name.startsWith(PREFIX) && !known.has(name));
  if (unknown !== undefined) throw new SetupError(`${unknown} is not a setting.`);
  return secrets;
}

function readText(variable: string, path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new SetupError(`The file of ${variable} cannot be read: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'}.`);
  }
  const text = new TextDecoder().decode(bytes).trim();
  if (text === '' || text.includes('\u{FFFD}')) throw new SetupError(`The file of ${variable} ${text === '' ? 'is empty' : 'is not UTF-8'}.`);
  return text;
}
