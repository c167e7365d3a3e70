import type { Pool } from 'pg';

// Rows like those of a bank that has used this for long: ended attempts with their answers, codes and refusals, and links.
const FILL = `
  insert into attempt (id, customer_id, session_hash, state_hash, redirect_uri, flow, status, created_at, used_at, expires_at, ended_at)
    select 'old' || n, 'old' || n / 3, 's' || n, 'h' || n, 'https://bank.example', 'popup', 'LINKED', wise_link_now(), wise_link_now(),
      wise_link_now() + interval '30 minutes', wise_link_now() from generate_series($1::int, $2::int) n`;
const MORE = [
  `insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, answer_status, answer_body, created_at)
    select 'old' || n / 3, 'code', 'k' || n, 'old' || n, 'b', 200, '{}', wise_link_now() from generate_series($1::int, $2::int) n`,
  `insert into used_code (code_hash, customer_id, idempotency_key, created_at)
    select 'code' || n, 'old' || n / 3, 'k' || n, wise_link_now() from generate_series($1::int, $2::int) n`,
  `insert into refusal (customer_id, kind, at) select 'old' || n / 3, 'wrong_code', wise_link_now() from generate_series($1::int, $2::int) n`,
  `insert into email_request (id, customer_id, requested_at) select 'e' || n, 'old' || n / 3, wise_link_now() from generate_series($1::int, $2::int) n`,
  // Each link writes an event into hook_event, too.
  `insert into wise_link (profile_hash, customer_id, user_hash, profile_type, display_name, profile_ref, sealed_tokens, linked_at)
    select 'p' || n, 'old' || n / 3, 'u' || n, 'personal', 'A', 'B', 't', wise_link_now() from generate_series($1::int, $2::int) n`,
];

/** Adds rows to every table, from number `from` to number `to`. */
export async function addRows(pool: Pool, from: number, to: number): Promise<void> {
  for (const sql of [FILL, ...MORE]) await pool.query(sql, [from, to]);
  await pool.query('vacuum analyze');
  await pool.query('checkpoint');
}
