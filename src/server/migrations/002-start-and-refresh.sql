-- An attempt from the start endpoint is bound to the session that created it, not only to the customer.
alter table attempt add column session_hash text;

-- A link ends when Wise refuses the refresh token. The row stays, without tokens, so that the customer can see it.
alter table wise_link alter column sealed_tokens drop not null;
alter table wise_link add column ended_at timestamptz;
alter table wise_link add column refreshed_at timestamptz;
-- The lease of a running refresh, and when it expires. A lease without an end: the outcome of the refresh is unknown.
alter table wise_link add column refresh_lease text;
alter table wise_link add column refresh_lease_until timestamptz;
alter table wise_link add constraint wise_link_ended check ((ended_at is null) = (sealed_tokens is not null));

-- One row: the fingerprint of an empty text, to detect another fingerprint key.
create table fingerprint_key (
  only_row boolean primary key default true check (only_row),
  mark     text not null
);
