// Checks and changes switches from outside: a test's call, the overview page, the query and the options.
import { z } from 'zod';
import { because, becauseNotOneOf } from './option-message.js';
import { CHOICES, type FlowSwitches, type Switches } from './switches.js';

const flag = z.boolean(because('must be true or false'));
const notLatency = because('must be a whole number from 0 to 600000');

const flowSwitches = z.object({
  coop: z.enum(CHOICES.coop, becauseNotOneOf(CHOICES.coop)),
  stateOnError: flag,
  profileIdName: z.enum(CHOICES.profileIdName, becauseNotOneOf(CHOICES.profileIdName)),
} satisfies Record<keyof FlowSwitches, z.ZodType>);

/** All switches. */
export const switchSchema = flowSwitches.extend({
  latencyMs: z.number(notLatency).int(notLatency).min(0, notLatency).max(600_000, notLatency),
  rateLimited: flag,
  unavailable: flag,
  rawCredentials: flag,
  clientIdOptional: flag,
  clientTokens: z.enum(CHOICES.clientTokens, becauseNotOneOf(CHOICES.clientTokens)),
  maskedConflict: flag,
  jsonRateLimit: flag,
  missingToken: flag,
  allValidationItems: flag,
  gzip: flag,
  newValues: flag,
} satisfies Record<Exclude<keyof Switches, keyof FlowSwitches>, z.ZodType>).strict();

/** Changes some switches; `undefined` for an unknown switch or value. */
export function changeSwitches(present: Switches, change: unknown): Switches | undefined {
  if (typeof change !== 'object' || change === null) return undefined;
  return switchSchema.safeParse({ ...present, ...change }).data;
}

/** Changes switches for one flow; `undefined` for an unknown value. Ignores other parameters. */
export function flowSwitchesFrom(query: URLSearchParams, present: Switches): FlowSwitches | undefined {
  const names = Object.keys(flowSwitches.shape).filter((name) => query.has(name));
  const asked = names.map((name) => [name, query.get(name)]);
  return flowSwitches.safeParse({ ...present, ...switchesFromText(Object.fromEntries(asked)) }).data;
}

/** Converts the values of a form or a query. */
export function switchesFromText(text: Record<string, unknown>): Record<string, unknown> {
  const value = (name: string, written: unknown) => {
    if (written === 'true' || written === 'false') return written === 'true';
    return name === 'latencyMs' ? Number(written) : written;
  };
  return Object.fromEntries(Object.entries(text).map(([name, written]) => [name, value(name, written)]));
}
