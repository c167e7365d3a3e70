-- A database that was made by the version before migration 005, with its rows: the schema of 001 to 004, and an INSERT for each
-- row. The fingerprints and the encryption are those of the tests' key. Never change it: it stands for databases that exist.

-- 001-first-schema.sql

create table bank_session (
  token_hash  text primary key,
  customer_id text not null,
  expires_at  timestamptz not null
);

create table attempt (
  id            text primary key,
  customer_id   text not null,
  state_hash    text not null unique,
  redirect_uri  text not null,
  status        text not null check (status in ('OPEN', 'CLAIMED', 'SENT', 'EXCHANGED', 'VERIFIED', 'LINKED',
                                                'MISMATCH', 'BURNT', 'EXPIRED', 'CANCELLED')),
  reason        text,
  wrong_codes   integer not null default 0,
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
  check (sealed_tokens is null or status in ('EXCHANGED', 'VERIFIED')),
  check (display_name is null or status in ('VERIFIED', 'LINKED'))
);

create index attempt_customer on attempt (customer_id, created_at);
create index attempt_expiry on attempt (expires_at) where ended_at is null;

create table exchange_request (
  customer_id     text not null,
  kind            text not null check (kind in ('code', 'confirm')),
  idempotency_key text not null,
  attempt_id      text not null references attempt (id),
  body_hash       text not null,
  code_hash       text,
  in_doubt        boolean not null default false,
  answer_status   integer,
  answer_body     text,
  created_at      timestamptz not null,
  primary key (customer_id, kind, idempotency_key)
);

create unique index exchange_request_code on exchange_request (code_hash);
create index exchange_request_age on exchange_request (created_at);

create table wise_link (
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

-- 002-start-and-refresh.sql
alter table attempt add column session_hash text;

alter table wise_link alter column sealed_tokens drop not null;
alter table wise_link add column ended_at timestamptz;
alter table wise_link add column refreshed_at timestamptz;
alter table wise_link add column refresh_lease text;
alter table wise_link add column refresh_lease_until timestamptz;
alter table wise_link add constraint wise_link_ended check ((ended_at is null) = (sealed_tokens is not null));

create table fingerprint_key (
  only_row boolean primary key default true check (only_row),
  mark     text not null
);

-- 003-registration-code.sql
alter table email_request add column sealed_registration_code text;

-- 004-used-attempt.sql
alter table attempt add column used_at timestamptz;
update attempt set used_at = created_at where session_hash is not null;

create index exchange_request_attempt on exchange_request (attempt_id);

-- the rows
create table schema_migration (name text primary key);
insert into schema_migration (name) values ('001-first-schema.sql');
insert into schema_migration (name) values ('002-start-and-refresh.sql');
insert into schema_migration (name) values ('003-registration-code.sql');
insert into schema_migration (name) values ('004-used-attempt.sql');
insert into fingerprint_key (only_row, mark) values (true, 'IibzWQRwicSB3N4IfqHbBLEH3ap3CcXSeK9RQgdIMWA');
insert into attempt (id, customer_id, state_hash, redirect_uri, status, wrong_codes, active_key, sealed_tokens, profile_hash, profile_type, display_name, profile_ref, created_at, expires_at) values ('a_JaTLDxJU7gAQI3sZCTnOnvM6IDWNst_aViBY1hMqI9s', 'omar', 'YSwPvMt_HPs3_9Oj0GbFHO84MEUmRxwm0NP39lwjWEo', 'https://bank.example/wise-callback.html', 'VERIFIED', 0, '00000000-0000-4000-8000-000000000005', 'test-1.W9JK7Xd2m32x0rMj.fq_slcksGoW4HN6u8aoMFiXQhjZVdhAzWw5IOCL5hQxkim5KgDwgZOqSV4EA5NBFcRl2SCUilwK91FLZa4jc-T3vGITE040SPvmOkd6_E38WfTy31S0xidQZx5HcdltxDBM7CPplXZYBf5I50oMXvaiahS4Lj0GGOl59T1jTetq_lWUjsuYvELF_WYGxNnPJXgg9fcgnSHC1P8X4IvDkaX25TP5m7iMFUO_GY6H7SckhS1e3_1Py8OmOdT4i5N3l', 'Lp9EMj6OOKOTQZnMwIl3ZWhYYd4M2b20Auky29-PGIk', 'personal', 'O••• H•••', '•••1111', '2026-05-01T10:00:00.000Z', '2026-05-01T10:30:00.000Z');
insert into attempt (id, customer_id, state_hash, redirect_uri, status, wrong_codes, created_at, expires_at, session_hash) values ('a_m9SlUu34TipZyY-M8jufU7cCNrdGnoO9jWzH-SibDqg', 'omar', 'Nm3HEztIsJu_tPghcrPTbhJRMsSZyX6zRe95uF1kivc', 'https://bank.example/wise-callback.html', 'OPEN', 0, '2026-05-01T10:00:00.000Z', '2026-05-01T10:30:00.000Z', 'dWyNyEy4TN2Y0vNO5qJR-BS42Ez4iQovqP72Q31i01E');
insert into attempt (id, customer_id, state_hash, redirect_uri, status, wrong_codes, active_key, profile_hash, profile_type, display_name, profile_ref, created_at, expires_at, ended_at) values ('a_GV6X0lYVmfizmgobXNZ_k93UcukdMJtxgLENCBqAdj8', 'sarah', 'QuScSQdPF43MknK0AMv9QcYZBftgaUMjkbuNl9YLXiU', 'https://bank.example/wise-callback.html', 'LINKED', 0, '00000000-0000-4000-8000-000000000001', 'RULcxxUNN14zsrUW1PWL8VfVuL-p-tnU8JyIQz4gOdQ', 'personal', 'S••• J•••', '•••0000', '2026-05-01T10:00:00.000Z', '2026-05-01T10:30:00.000Z', '2026-05-01T10:00:00.000Z');
insert into attempt (id, customer_id, state_hash, redirect_uri, status, wrong_codes, active_key, lease, lease_until, sealed_tokens, created_at, expires_at) values ('a_WA3APoxwnFvUe8xvRlEwpPfqiPuQFPUCiQ0uCz5L0r8', 'sarah', '3WyOU2ZLGhZtEtpd1Wi2ItimF3Ty3HMde7ujYmBvL2o', 'https://bank.example/wise-callback.html', 'EXCHANGED', 0, '00000000-0000-4000-8000-000000000006', '0Qk6-ThFvu9BPyNg6v5Sq-lT1j8pF_s0QR7wLyRWs5w', '2026-05-01T10:00:30.000Z', 'test-1.L4AjFvEFiEz8ccOZ.SkNrhr6GYffe9_Hyy4r3BlII1-Ubd7gNoooRT-fpsJCZYCrWAtsgYO7VZi-NAJv1ckBdB9B5Z0Gir82T7KhMmsXSY1HYgECxT0-Bbtx2FN2_eIpfpefWgkFAPVJIFG2AgVuWZDmMes-sXOzqH_nv8Z4wOfEioWKyxCJSFWLdtfpDrigXnf2LyLcwkhxkT_l0lndiXwJNRYeByBio9QXUPb6oF58mbQ6A0nBU76GpgpSbDqM1EsrReMHT', '2026-05-01T10:00:00.000Z', '2026-05-01T10:30:00.000Z');
insert into attempt (id, customer_id, state_hash, redirect_uri, status, wrong_codes, active_key, created_at, expires_at) values ('a_rjiN2fmm1_FEv8l7vdd31lOfV3qzEpZ1jIGYxdY0cA4', 'sarah', 'cjlFKWjQmmbBL-2QMYfxHuQFk9nQNWB3LmML-iKMIbc', 'https://bank.example/wise-callback.html', 'OPEN', 2, '00000000-0000-4000-8000-000000000003', '2026-05-01T10:00:00.000Z', '2026-05-01T10:30:00.000Z');
insert into attempt (id, customer_id, state_hash, redirect_uri, status, wrong_codes, active_key, created_at, expires_at) values ('a_vrJBfAMN-vSTHdiLfVpKVdsgX0ZAIOLhxewat8Ep1_o', 'sarah', 'EckH1HxU9Cb8wPnVADTSyicQ4kFhZyO_f4Muv-Ptn-k', 'https://bank.example/wise-callback.html', 'OPEN', 0, '00000000-0000-4000-8000-000000000007', '2026-05-01T10:00:30.000Z', '2026-05-01T10:30:30.000Z');
insert into attempt (id, customer_id, state_hash, redirect_uri, status, reason, wrong_codes, active_key, created_at, expires_at, ended_at) values ('a_5aGdjLebFMm2iuUT4GCoL0n0ldO9Ya_pF_E-B4u70OM', 'sarah', 'j5HhWS_IRM27JfYdc_0VhJ3qD_CbCGC_J61jK_qXb8w', 'https://bank.example/wise-callback.html', 'MISMATCH', 'identity_mismatch', 0, '00000000-0000-4000-8000-000000000004', '2026-05-01T10:00:00.000Z', '2026-05-01T10:30:00.000Z', '2026-05-01T10:00:00.000Z');
insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, code_hash, in_doubt, answer_status, answer_body, created_at) values ('sarah', 'code', '00000000-0000-4000-8000-000000000001', 'a_GV6X0lYVmfizmgobXNZ_k93UcukdMJtxgLENCBqAdj8', '1_Q0MbKIVlTS4yxiNzY-BR7-vYmm4WdyfZh749eJphk', 'Y8YT6e6HrYo0a3KpixyC0mwoj1ULNC1shQMZn6ILBU4', false, 200, '{"status":"linked","link":{"displayName":"S••• J•••","profileType":"personal","profileRef":"•••0000"},"subject":"ZiVggsXikP1_LY6_5WvJ-LrM-lsNd1Z3VPxf7DluIWE"}', '2026-05-01T10:00:00.000Z');
insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, code_hash, in_doubt, answer_status, answer_body, created_at) values ('sarah', 'code', '00000000-0000-4000-8000-000000000002', 'a_rjiN2fmm1_FEv8l7vdd31lOfV3qzEpZ1jIGYxdY0cA4', 'FEg_iJN8itV-EefssWyktYfGuNvNGaKVPiJye76xCIg', '1Cf5uqbh8zL9PGlFiGXPxIG20oayLtYHuliG0wZnzGc', false, 422, '{"type":"/problems/code-invalid","title":"Wise does not know the code","status":422,"code":"code_invalid","retryable":false,"codeConsumed":false,"retryAfterSeconds":null,"attemptsLeft":4,"correlationId":"corr-1"}', '2026-05-01T10:00:00.000Z');
insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, code_hash, in_doubt, answer_status, answer_body, created_at) values ('sarah', 'code', '00000000-0000-4000-8000-000000000003', 'a_rjiN2fmm1_FEv8l7vdd31lOfV3qzEpZ1jIGYxdY0cA4', 'DB_RZ3cAWi_1I_LAS-9qXWXXq9ZlyvN3yfuGjMJ67lE', 'vVmh_LWGlCSVxysIp9ngsTsynKQ0WonSuFAAR8pr3pk', false, 422, '{"type":"/problems/code-invalid","title":"Wise does not know the code","status":422,"code":"code_invalid","retryable":false,"codeConsumed":false,"retryAfterSeconds":null,"attemptsLeft":3,"correlationId":"corr-1"}', '2026-05-01T10:00:00.000Z');
insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, code_hash, in_doubt, answer_status, answer_body, created_at) values ('sarah', 'code', '00000000-0000-4000-8000-000000000004', 'a_5aGdjLebFMm2iuUT4GCoL0n0ldO9Ya_pF_E-B4u70OM', '57hbBzP7ZP5GVQebevMI9eO9rNeRHHuwRGxFYYGVjCw', 'RkzydMjRAH-kBPpEVCDGeIxY4q9_y2cZpTO6ruOgRHA', false, 409, '{"type":"/problems/identity-mismatch","title":"The Wise profile belongs to another person or business","status":409,"code":"identity_mismatch","retryable":false,"codeConsumed":true,"retryAfterSeconds":null,"attemptsLeft":null,"correlationId":"corr-1"}', '2026-05-01T10:00:00.000Z');
insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, code_hash, in_doubt, answer_status, answer_body, created_at) values ('omar', 'code', '00000000-0000-4000-8000-000000000005', 'a_JaTLDxJU7gAQI3sZCTnOnvM6IDWNst_aViBY1hMqI9s', 'siPr0RdsDC3RGl7iIFlo-BGxyDQM4ZWKWYgdW3_jW2I', '0ocmQ05nQDYiYRCeFzDQN5HlR8fhmcmsFpHyPZwrw6c', false, 200, '{"status":"pending_confirmation","attemptId":"a_JaTLDxJU7gAQI3sZCTnOnvM6IDWNst_aViBY1hMqI9s","link":{"displayName":"O••• H•••","profileType":"personal","profileRef":"•••1111"}}', '2026-05-01T10:00:00.000Z');
insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, code_hash, in_doubt, created_at) values ('sarah', 'code', '00000000-0000-4000-8000-000000000006', 'a_WA3APoxwnFvUe8xvRlEwpPfqiPuQFPUCiQ0uCz5L0r8', 'ZcOotmvtyBVBHMS7N9CcyjXhv5p0l4tft4xZv3f4E4A', '1Pyk0TVws7yHEB9onZgemJqBLrubmXeKiLZpFThkdC0', false, '2026-05-01T10:00:00.000Z');
insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, code_hash, in_doubt, created_at) values ('sarah', 'code', '00000000-0000-4000-8000-000000000007', 'a_vrJBfAMN-vSTHdiLfVpKVdsgX0ZAIOLhxewat8Ep1_o', '9bHImWAmJhkMpM4Odr2-lVi1MdxLkZUuZNUNsAC_JlY', 'dHFtZ4JdVVcAhHk11LfFef1ObFH48QsuqUV0H8xxpM0', true, '2026-05-01T10:00:30.000Z');
insert into wise_link (profile_hash, customer_id, profile_type, display_name, profile_ref, sealed_tokens, linked_at) values ('RULcxxUNN14zsrUW1PWL8VfVuL-p-tnU8JyIQz4gOdQ', 'sarah', 'personal', 'S••• J•••', '•••0000', 'test-1.Zu_CRpNfjrxSgx95.l_IxP2iuBU7JM7on0IkwIITA8DfNpRDWd4YCYPy4jD_ttCvUtFv5ID4CVLbt5MRlu56GJWoV7pMOH6UuphWNWEXICz8yKBcTEfE77I0t92hKc7OhqHDuTGMuhU3hil7m3v-RI_KG9-DSlcorU5OiCGJkqe1SdIdPiKYjzxk1SetD0G166CEh7HmrxVK3-OTTzswcobyBWU-mvLVLHbkewyOxB1ouXUnvqOMsiebWKlEGihSEN9p5_yQbrM1qgExR', '2026-05-01T10:00:00.000Z');
insert into email_request (id, customer_id, requested_at, sealed_registration_code) values ('8K2c-zUuzgo_Zs6Slu6eRcZiEnKX4_oHzLjQ23FSltI', 'omar', '2026-05-01T10:00:30.000Z', 'test-1.CZlY82pL8RGNkULW.uaPcSha_k1SlUJ7JZC4NTlwqnLikdKlNVOPQRcoRbn3woMDXn3HTkQTUMCnoCGEDdS14p5dvAEhHac0');
