/** The switches of the simulator. */
import { z } from 'zod';

const flowSwitches = z.object({
  /** Cross-Origin-Opener-Policy of the customer's pages. Wise does not document what it sends. */
  coop: z.enum(['', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups']),
  /** Whether an error response contains `state`. Not documented. */
  stateOnError: z.boolean(),
  /** The name of the profile id parameter. Wise documents both spellings. */
  profileIdName: z.enum(['profileId', 'profileID']),
});

const switches = flowSwitches.extend({
  /** The delay of responses to customers and partners, in milliseconds. */
  latencyMs: z.number().int().min(0).max(600_000),
  rateLimited: z.boolean(),
  unavailable: z.boolean(),
}).strict();

/** The switches that can also be set for one flow, in the query of the authorize page. */
export type FlowSwitches = z.infer<typeof flowSwitches>;

/** How the simulator behaves where Wise's documentation leaves it open, or in an outage. */
export type Switches = z.infer<typeof switches>;

/** The default switches: everything works. */
export const SWITCHES_OFF: Switches = {
  coop: '',
  latencyMs: 0,
  rateLimited: false,
  unavailable: false,
  stateOnError: true,
  profileIdName: 'profileId',
};

/** The values of switches with more than two. */
export const CHOICES = {
  coop: flowSwitches.shape.coop.options,
  profileIdName: flowSwitches.shape.profileIdName.options,
};

/** Changes some switches; `undefined` for an unknown switch or value. */
export function changeSwitches(present: Switches, change: unknown): Switches | undefined {
  if (typeof change !== 'object' || change === null) return undefined;
  return switches.safeParse({ ...present, ...change }).data;
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
