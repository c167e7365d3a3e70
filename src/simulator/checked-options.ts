import type { z } from 'zod';
import { OptionError } from './option-error.js';
import { customersSchema, optionSchema } from './option-schema.js';
import type { CustomerOptions, SimulatorOptions } from './options.js';

/** How a message names an option: as a property, or as a flag of the command line. */
export type NameOf = (path: readonly PropertyKey[]) => string;

/** As in a program, such as `clients[0].clientId`. */
const asProperty: NameOf = (path) => path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('').replace(/^\./, '');

/** Checks options. `from` begins each sentence, such as the name of a file. Throws an `OptionError`. */
export function checkedOptions(input: unknown, from = '', nameOf = asProperty): SimulatorOptions {
  return checked(optionSchema, withoutUndefined(input), from, nameOf);
}

/** Checks the customers of a file. Throws an `OptionError`. */
export function checkedCustomers(input: unknown, from: string): readonly CustomerOptions[] {
  return checked(customersSchema, input, from, asProperty);
}

function checked<Output>(schema: z.ZodType<Output>, input: unknown, from: string, nameOf: NameOf): Output {
  const { data, error } = schema.safeParse(input);
  if (error) throw new OptionError(error.issues.map((issue) => `${from}${sentence(issue, nameOf)}`).join('\n'));
  return data;
}

function sentence({ code, path, message, ...issue }: z.core.$ZodIssue, nameOf: NameOf): string {
  const name = path.length === 0 ? '' : nameOf(path);
  if (code === 'unrecognized_keys' && 'keys' in issue) {
    return `${name === '' ? 'There is' : `${name} has`} no option ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}.`;
  }
  const isNoObject = 'expected' in issue && issue.expected === 'object';
  return `${name === '' ? 'The content' : name} ${isNoObject ? 'must be an object' : message}.`;
}

/** Without properties that are undefined, which a program may write for "not given". */
function withoutUndefined(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
