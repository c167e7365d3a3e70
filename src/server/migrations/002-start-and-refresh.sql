-- An attempt that the start endpoint made belongs to the log-in that made it, not only to the customer.
alter table attempt add column session_hash text;

-- A link ends when Wise takes no refresh any more. It stays, without tokens, so that the customer can be told.
alter table wise_link alter column sealed_tokens drop not null;
alter table wise_link add column ended_at timestamptz;
alter table wise_link add column refreshed_at timestamptz;
-- Who refreshes, and until when he is believed. A lease without an end: a refresh went out and nobody knows its fate.
alter table wise_link add column refresh_lease text;
alter table wise_link add column refresh_lease_until timestamptz;
alter table wise_link add constraint wise_link_ended check ((ended_at is null) = (sealed_tokens is not null));

-- One row: the fingerprint of nothing, to know the fingerprint key again.
create table fingerprint_key (
  only_row boolean primary key default true check (only_row),
  mark     text not null
);
