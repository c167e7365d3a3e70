/** Calls to the demo's own server, which a partner's page does not have. */
import { member } from '../json.js';

/** How Wise behaves, as switches of the simulator. */
const SWITCHES: Readonly<Record<string, object>> = {
  normal: {},
  slow: { latencyMs: 2000 },
  unavailable: { unavailable: true },
  limited: { rateLimited: true },
};

/** Changes how the simulated Wise behaves. */
export async function switchWise(behavior: string): Promise<void> {
  const body = JSON.stringify({ latencyMs: 0, unavailable: false, rateLimited: false, ...SWITCHES[behavior] });
  await fetch('/backstage/switches', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
}

/** The last line that was fetched, by correlation id. */
const known = new Map<string, number>();

/** The new lines of the backend's log that have this correlation id. */
export async function linesOf(correlationId: string): Promise<readonly string[]> {
  if (!correlationId) return [];
  const response = await fetch(`/backstage/log?${new URLSearchParams({ correlationId, after: String(known.get(correlationId) ?? 0) })}`);
  const answer: unknown = response.ok ? await response.json() : undefined;
  const [lines, last] = [member(answer, 'lines'), member(answer, 'last')];
  if (typeof last === 'number') known.set(correlationId, last);
  return Array.isArray(lines) ? lines.map(String) : [];
}
