-- SQL that both PostgreSQL and PGlite run. Secrets are never stored in plain text: as a hash (HMAC-SHA-256) if the value
-- is only compared, encrypted with AES-GCM if it is needed again.

create table bank_session (
  token_hash  text primary key,
  customer_id text not null,
  expires_at  timestamptz not null
);

create table attempt (
  id            text primary key,
  customer_id   text not null,
  -- Unique across all customers: the same 256 random bits from a second customer are an attack.
  state_hash    text not null unique,
  redirect_uri  text not null,
  status        text not null check (status in ('OPEN', 'CLAIMED', 'SENT', 'EXCHANGED', 'VERIFIED', 'LINKED',
                                                'MISMATCH', 'BURNT', 'EXPIRED', 'CANCELLED')),
  reason        text,
  wrong_codes   integer not null default 0,
  -- The request that is processed, its fencing token, and when the lease expires.
  active_key    text,
  lease         text,
  lease_until   timestamptz,
  sealed_tokens text,
  profile_hash  text,
  profile_type  text,
  display_name  text,
  profile_ref   text,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  ended_at      timestamptz,
  -- The database refuses tokens and names on an attempt that ended without a link.
  check (sealed_tokens is null or status in ('EXCHANGED', 'VERIFIED')),
  check (display_name is null or status in ('VERIFIED', 'LINKED'))
);

create index attempt_customer on attempt (customer_id, created_at);
create index attempt_expiry on attempt (expires_at) where ended_at is null;

create table exchange_request (
  customer_id     text not null,
  -- A code and the answer to "is this you?" may have the same key: there is one key per attempt and code.
  kind            text not null check (kind in ('code', 'confirm')),
  idempotency_key text not null,
  attempt_id      text not null references attempt (id),
  body_hash       text not null,
  code_hash       text,
  -- A call with this code was sent and its outcome is unknown.
  in_doubt        boolean not null default false,
  answer_status   integer,
  answer_body     text,
  created_at      timestamptz not null,
  primary key (customer_id, kind, idempotency_key)
);

-- A code is used once (RFC 6749 section 4.1.2), across all customers and keys.
create unique index exchange_request_code on exchange_request (code_hash);
create index exchange_request_age on exchange_request (created_at);

create table wise_link (
  -- One Wise profile can be linked to one bank customer.
  profile_hash  text primary key,
  customer_id   text not null,
  profile_type  text not null,
  display_name  text not null,
  profile_ref   text not null,
  sealed_tokens text not null,
  linked_at     timestamptz not null
);

create index wise_link_customer on wise_link (customer_id);

create table email_request (
  id           text primary key,
  customer_id  text not null,
  requested_at timestamptz not null
);

create index email_request_customer on email_request (customer_id, requested_at);
