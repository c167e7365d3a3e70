import { z } from 'zod';
import { select } from './database.js';
import { HOOK_KINDS } from './hooks.js';
import type { Hooks } from './hooks.js';
import type { Queryable } from './queryable.js';

/** An event that no hook has accepted yet. */
export interface WaitingEvent {
  id: string;
  kind: keyof Hooks;
  customerId: string;
  /** When it happened. */
  at: Date;
  /** How often it was delivered. */
  tries: number;
  /** Not before when it is delivered again. A customer's later events wait for the first. */
  nextAt: Date;
}

const waiting = z.object({
  id: z.string(),
  kind: z.enum(HOOK_KINDS),
  customerId: z.string(),
  at: z.coerce.date(),
  tries: z.number(),
  nextAt: z.coerce.date(),
});

const OLDEST = `select id::text, kind, customer_id as "customerId", created_at as at, tries, next_at as "nextAt"
  from hook_event order by created_at limit $1`;

/** The events that wait to be delivered, oldest first, at most `limit`. Default: 100. */
export async function waitingEvents(database: Queryable, limit = 100): Promise<WaitingEvent[]> {
  return select(database, waiting, OLDEST, [limit]);
}
