-- An exchange updates its attempt four times. What follows lets PostgreSQL write two of the new versions to the row's own page, without
-- touching an index (heap-only tuples), and keeps room for them there.
alter table attempt set (fillfactor = 70);
alter table exchange_request set (fillfactor = 70);

-- By the lease, which stays, instead of its end, which each step moves.
drop index attempt_leased;
create index attempt_leased on attempt (customer_id) where lease is not null;

-- The condition of a trigger is parsed again for each statement that may fire it. Only what ends an attempt sets a reason.
drop trigger attempt_mismatch_event on attempt;
create trigger attempt_mismatch_event after update of reason on attempt for each row
  when (new.status = 'MISMATCH' and old.status <> 'MISMATCH') execute function attempt_mismatch_event();
