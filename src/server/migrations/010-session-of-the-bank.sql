-- The bank keeps its own log-in sessions.
drop table bank_session;

-- The bank's id of the session that started the attempt, sealed for the customer, to ask the bank whether it still lasts.
alter table attempt add column sealed_session text;
