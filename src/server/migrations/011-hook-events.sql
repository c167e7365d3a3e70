-- The outbox of the hooks: what the bank's own code must be told, written in the transaction of what happened. Triggers write it, so that
-- no statement that changes a link can forget to.
create table hook_event (
  id           bigint generated always as identity primary key,
  customer_id  text not null,
  kind         text not null check (kind in ('linked', 'relinked', 'refreshFailed', 'recovered', 'ended', 'mismatch')),
  -- The masked link, or why the attempt was refused.
  display_name text,
  profile_type text,
  profile_ref  text,
  reason       text,
  created_at   timestamptz not null default wise_link_now(),
  -- How often it was delivered, and not before when it is delivered again.
  tries        integer not null default 0,
  next_at      timestamptz not null default wise_link_now()
);

create index hook_event_customer on hook_event (customer_id, id);
create index hook_event_due on hook_event (next_at);
create index hook_event_age on hook_event (created_at);

-- Since when refreshes of the link have failed.
alter table wise_link add column refresh_failed_at timestamptz;

create function wise_link_refresh_state() returns trigger language plpgsql as $$
begin
  -- Other tokens, or none: of a new authorization, a refresh, or the end.
  if new.sealed_tokens is distinct from old.sealed_tokens then
    new.refresh_failed_at := null;
  elsif old.refresh_lease_until is not null and new.refresh_lease_until is null then
    -- The lease was released, and no tokens were stored.
    new.refresh_failed_at := coalesce(old.refresh_failed_at, wise_link_now());
  end if;
  return new;
end $$;

create trigger wise_link_refresh_state before update on wise_link for each row execute function wise_link_refresh_state();

create function wise_link_event() returns trigger language plpgsql as $$
declare
  happened text;
begin
  if tg_op = 'INSERT' then
    happened := 'linked';
  elsif new.sealed_tokens is distinct from old.sealed_tokens and new.sealed_tokens is not null and new.refreshed_at is null then
    happened := 'relinked';
  elsif new.ended_at is not null and old.ended_at is null then
    happened := 'ended';
  elsif new.refresh_failed_at is not null and old.refresh_failed_at is null then
    happened := 'refreshFailed';
  elsif new.refresh_failed_at is null and old.refresh_failed_at is not null then
    happened := 'recovered';
  else
    return null;
  end if;
  insert into hook_event (customer_id, kind, display_name, profile_type, profile_ref)
  values (new.customer_id, happened, new.display_name, new.profile_type, new.profile_ref);
  return null;
end $$;

create trigger wise_link_event after insert or update on wise_link for each row execute function wise_link_event();

create function attempt_mismatch_event() returns trigger language plpgsql as $$
begin
  insert into hook_event (customer_id, kind, reason) values (new.customer_id, 'mismatch', new.reason);
  return null;
end $$;

create trigger attempt_mismatch_event after update on attempt for each row
  when (new.status = 'MISMATCH' and old.status <> 'MISMATCH') execute function attempt_mismatch_event();
