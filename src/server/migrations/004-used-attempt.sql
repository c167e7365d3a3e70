-- When a code or an e-mail was first asked for an attempt of the start endpoint. Limits count these: the element starts as
-- soon as a pointer comes near. Of what was made before, nobody knows, so it counts as used.
alter table attempt add column used_at timestamptz;
update attempt set used_at = created_at where session_hash is not null;

-- An unused attempt is deleted: without this the database would read all requests to see that none refers to it.
create index exchange_request_attempt on exchange_request (attempt_id);
