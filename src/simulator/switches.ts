import { z } from 'zod';

const flowSwitches = z.object({
  /** Cross-Origin-Opener-Policy of the customer's pages: what Wise sends is not documented. */
  coop: z.enum(['', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups']),
  /** Whether `state` comes back with an error: not documented. */
  stateOnError: z.boolean(),
  /** Wise's documents spell it both ways. */
  profileIdName: z.enum(['profileId', 'profileID']),
});

const switches = flowSwitches.extend({
  /** How long answers to customers and partners are held back. */
  latencyMs: z.number().int().min(0).max(600_000),
  rateLimited: z.boolean(),
  unavailable: z.boolean(),
}).strict();

/** The switches that can also be set for one flow, in the query of the authorize page. */
export type FlowSwitches = z.infer<typeof flowSwitches>;

/** How this Wise behaves where the documents leave it open, or when things go wrong. */
export type Switches = z.infer<typeof switches>;

/** A Wise that works. */
export const SWITCHES_OFF: Switches = {
  coop: '',
  latencyMs: 0,
  rateLimited: false,
  unavailable: false,
  stateOnError: true,
  profileIdName: 'profileId',
};

/** The choices of a switch that has more than two. */
export const CHOICES = {
  coop: flowSwitches.shape.coop.options,
  profileIdName: flowSwitches.shape.profileIdName.options,
};

/** Changes some switches; `undefined` if there is no such switch or setting. */
export function changeSwitches(present: Switches, change: unknown): Switches | undefined {
  if (typeof change !== 'object' || change === null) return undefined;
  return switches.safeParse({ ...present, ...change }).data;
}

/** Changes switches for one flow; `undefined` if a setting does not exist. Parameters with other names are not ours. */
export function flowSwitchesFrom(query: URLSearchParams, present: Switches): FlowSwitches | undefined {
  const names = Object.keys(flowSwitches.shape).filter((name) => query.has(name));
  const asked = names.map((name) => [name, query.get(name)]);
  return flowSwitches.safeParse({ ...present, ...switchesFromText(Object.fromEntries(asked)) }).data;
}

/** The settings as a form or a query writes them. */
export function switchesFromText(text: Record<string, unknown>): Record<string, unknown> {
  const value = (name: string, written: unknown) => {
    if (written === 'true' || written === 'false') return written === 'true';
    return name === 'latencyMs' ? Number(written) : written;
  };
  return Object.fromEntries(Object.entries(text).map(([name, written]) => [name, value(name, written)]));
}
