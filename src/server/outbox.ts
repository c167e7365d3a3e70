/** Delivers stored events to the bank's hooks. */
import { z } from 'zod';
import { isDatabaseUnavailable, select } from './database.js';
import { HOOK_KINDS } from './hooks.js';
import type { Hooks } from './hooks.js';
import { describeError } from './log.js';
import type { Log } from './log.js';
import type { Database } from './queryable.js';

const hookEvent = z.object({
  id: z.string(),
  at: z.coerce.date(),
  kind: z.enum(HOOK_KINDS),
  displayName: z.string().nullable(),
  profileType: z.enum(['personal', 'business']).nullable(),
  profileRef: z.string().nullable(),
  reason: z.string().nullable(),
});

/** How many customers' events are delivered at the same time: one whose hook is slow delays few others. */
const AT_ONCE = 10;

const dueCustomer = z.object({ customerId: z.string() });

type HookEvent = z.output<typeof hookEvent>;

/** How long a hook may take before another process calls it too. */
const LEASE_SECONDS = 60;

/** How many customers one poll looks at. */
const BATCH = 100;

// The first event of the customer, unless another process delivers it or it waits.
const NEXT = `update hook_event set tries = tries + 1, next_at = wise_link_now() + make_interval(secs => ${LEASE_SECONDS})
  where id = (select id from hook_event where customer_id = $1 order by id limit 1) and next_at <= wise_link_now()
  returning id::text, created_at as at, kind, display_name as "displayName", profile_type as "profileType", profile_ref as "profileRef", reason`;

// Twice as long after each try, at most an hour.
const LATER = `update hook_event set next_at = wise_link_now() + make_interval(secs => least(3600, power(2, least(tries, 12)))) where id = $1`;

// Only by their first event: the later ones of a customer whose first one waits would take all places.
const DUE = `select customer_id as "customerId" from hook_event due where next_at <= wise_link_now()
  and not exists (select 1 from hook_event earlier where earlier.customer_id = due.customer_id and earlier.id < due.id)
  order by next_at limit ${BATCH}`;

/** Delivers the events of the `hook_event` table to the bank's hooks. */
export class Outbox {
  readonly #database: Database;
  readonly #hooks: Hooks;
  readonly #log: Log;
  #isStopped = false;

  constructor(database: Database, hooks: Hooks, log: Log) {
    this.#database = database;
    this.#hooks = hooks;
    this.#log = log;
  }

  /** Whether there is no hook to call. */
  get isEmpty(): boolean {
    return Object.values(this.#hooks).every((hook) => hook === undefined);
  }

  /** Calls no further hook. The events stay, and the next process delivers them. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Delivers what is due of one customer, in order, until a hook fails. */
  async deliver(customerId: string): Promise<void> {
    if (this.isEmpty) return;
    while (!this.#isStopped) {
      const [event] = await select(this.#database, hookEvent, NEXT, [customerId]);
      if (event === undefined) return;
      const isDelivered = await this.#call(customerId, event);
      // In a statement of its own: one that locks two events could deadlock with one that deletes both.
      await this.#database.query(isDelivered ? 'delete from hook_event where id = $1' : LATER, [event.id]);
      if (!isDelivered) return;
    }
  }

  /** Delivers what is due of all customers. An error is only logged, because there is a next poll. */
  async poll(): Promise<void> {
    try {
      const due = await select(this.#database, dueCustomer, DUE);
      const customers = new Set(due.map((row) => row.customerId)).values();
      const deliverNext = async (): Promise<void> => {
        for (const customerId of customers) await this.deliver(customerId);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, deliverNext));
    } catch (error) {
      // While the database is away, the requests say so.
      if (!isDatabaseUnavailable(error)) this.#log({ level: 'error', event: 'notify_failed', correlationId: crypto.randomUUID(), ...describeError(error) });
    }
  }

  async #call(customerId: string, event: HookEvent): Promise<boolean> {
    try {
      await call(this.#hooks, customerId, event);
      return true;
    } catch (error) {
      this.#log({ level: 'error', event: 'notify_failed', correlationId: crypto.randomUUID(), customerId, operation: event.kind, ...describeError(error) });
      return false;
    }
  }
}

async function call(hooks: Hooks, customerId: string, { id, at, kind, displayName, profileType, profileRef, reason }: HookEvent): Promise<void> {
  if (kind === 'mismatch') await hooks.mismatch?.({ id, at, customerId, reason: reason ?? '' });
  else await hooks[kind]?.({ id, at, customerId, link: { displayName: displayName ?? '', profileType: profileType ?? 'personal', profileRef: profileRef ?? '' } });
}
