-- Indexes for the queries of one request, which must not depend on how many rows other customers have.
create index attempt_used on attempt (customer_id, used_at) where used_at is not null;
create index attempt_leased on attempt (customer_id, lease_until) where lease_until is not null;
create index attempt_unused on attempt (customer_id, session_hash, created_at) where used_at is null and session_hash is not null;
create index used_code_customer on used_code (customer_id);

-- Indexes for the sweep, which ends and deletes what is too old.
create index attempt_ended on attempt (ended_at) where ended_at is not null;
create index attempt_unused_ended on attempt (ended_at) where used_at is null and session_hash is not null and ended_at is not null;
create index email_request_age on email_request (requested_at);

-- An attempt that is deleted takes its answers with it: "yes" may have been repeated long after the attempt had ended.
alter table exchange_request drop constraint exchange_request_attempt_id_fkey;
alter table exchange_request add constraint exchange_request_attempt_id_fkey foreign key (attempt_id) references attempt (id) on delete cascade;

-- The attempt that an email extends, and from when to when, to undo it if Wise does not accept the request.
alter table email_request add column attempt_id text;
alter table email_request add column expires_before timestamptz;
alter table email_request add column expires_after timestamptz;
