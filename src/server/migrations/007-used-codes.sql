-- Codes that are in use or that Wise accepted (RFC 6749 section 4.1.2), across all customers and keys. A code that Wise
-- refused, or never received, is deleted here, so that a typing error of one customer does not use up a code of another.
create table used_code (
  code_hash       text primary key,
  customer_id     text not null,
  idempotency_key text not null,
  created_at      timestamptz not null
);

-- An answer is JSON that this backend wrote. In doubt, the code stays used.
insert into used_code (code_hash, customer_id, idempotency_key, created_at)
select code_hash, customer_id, idempotency_key, created_at from exchange_request
where code_hash is not null and coalesce(answer_body::jsonb ->> 'code', '') not in ('code_invalid', 'code_expired');

create index used_code_age on used_code (created_at);

-- The column stays for processes of the previous version, which still write it.
drop index exchange_request_code;
