-- The flow that the customer chose at the start, changed by the email endpoint. Null if the backend does not know it: such
-- an attempt is treated as if its code was typed.
alter table attempt add column flow text check (flow in ('popup', 'redirect', 'email'));

-- What the daily limits count, for each customer: grants that Wise refused, attempts that ended after too many of them, and
-- accounts of other persons. The limits read a few rows of it instead of the customer's history.
create table refusal (
  id          bigint generated always as identity primary key,
  customer_id text not null,
  kind        text not null check (kind in ('wrong_code', 'lockout', 'mismatch')),
  at          timestamptz not null
);

insert into refusal (customer_id, kind, at)
select customer_id, 'wrong_code', created_at from attempt, generate_series(1, wrong_codes)
where created_at > wise_link_now() - interval '1 day'
union all
select customer_id, case reason when 'identity_mismatch' then 'mismatch' else 'lockout' end, ended_at from attempt
where reason in ('identity_mismatch', 'too_many_attempts') and ended_at > wise_link_now() - interval '1 day';

create index refusal_customer on refusal (customer_id, kind, at);
create index refusal_age on refusal (at);
