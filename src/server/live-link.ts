/**
 * SQL: the link has not ended, and so it has tokens. Not `ended_at is null`: PostgreSQL could then choose the index of the next checks
 * for a statement about one customer, and with a plan from an empty table that a prepared statement keeps, read all of it.
 */
export const LIVE = 'wise_link.sealed_tokens is not null';
