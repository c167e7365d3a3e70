-- When an attempt of the start endpoint was first used for a code or an email. Limits count used attempts only, because
-- the element prefetches one when the pointer comes near. Attempts from before this migration count as used.
alter table attempt add column used_at timestamptz;
update attempt set used_at = created_at where session_hash is not null;

-- For the foreign key check when an unused attempt is deleted.
create index exchange_request_attempt on exchange_request (attempt_id);
