import { lockCustomer } from './database.js';
import type { Database } from './database.js';

// Steps that run without the customer's lock change rows in this order too. In another order, both could end in a deadlock.
const TABLES = ['email_request', 'attempt', 'exchange_request', 'used_code', 'refusal', 'wise_link', 'hook_event'] as const;

/** Deletes every row of a customer: links with their tokens, attempts, answers and requests for emails. */
export async function forget(database: Database, customerId: string): Promise<void> {
  await database.transaction(async (tx) => {
    await lockCustomer(tx, customerId);
    for (const table of TABLES) await tx.query(`delete from ${table} where customer_id = $1`, [customerId]);
  });
}
