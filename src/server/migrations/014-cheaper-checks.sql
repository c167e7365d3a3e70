-- PostgreSQL parses the checks of a table again for each statement that writes to it, and an exchange writes to these tables eleven
-- times. The check of a domain is parsed once for each connection, and runs only when the column is set. The domains get their checks
-- after the columns have their new type: in this order no table is written again.
create domain wise_link_attempt_status as text;
create domain wise_link_flow as text;
create domain wise_link_request_kind as text;
create domain wise_link_event_kind as text;

-- A column that a trigger reads keeps its type.
drop trigger attempt_mismatch_event on attempt;

alter table attempt drop constraint attempt_status_check, drop constraint attempt_flow_check, drop constraint attempt_check,
  drop constraint attempt_check1, alter column status type wise_link_attempt_status, alter column flow type wise_link_flow;
alter table exchange_request drop constraint exchange_request_kind_check, alter column kind type wise_link_request_kind;
alter table hook_event drop constraint hook_event_kind_check, alter column kind type wise_link_event_kind;

create trigger attempt_mismatch_event after update of reason on attempt for each row
  when (new.status = 'MISMATCH' and old.status <> 'MISMATCH') execute function attempt_mismatch_event();

alter domain wise_link_attempt_status add check (value in ('OPEN', 'CLAIMED', 'SENT', 'EXCHANGED', 'VERIFIED', 'LINKED', 'MISMATCH', 'BURNT',
                                                           'EXPIRED', 'CANCELLED'));
alter domain wise_link_flow add check (value in ('popup', 'redirect', 'email'));
alter domain wise_link_request_kind add check (value in ('code', 'confirm'));
alter domain wise_link_event_kind add check (value in ('linked', 'relinked', 'refreshFailed', 'recovered', 'ended', 'mismatch'));

-- The two checks of before, in one: an attempt that ended without a link has no tokens and no name.
alter table attempt add constraint attempt_kept check (
  status = 'VERIFIED' or (sealed_tokens is null or status = 'EXCHANGED') and (display_name is null or status = 'LINKED'));

-- Ends the transaction of a claim whose code somebody else has sent since it was looked up.
create function wise_link_code_used() returns text language plpgsql as $$
begin
  raise exception using errcode = 'WL001', message = 'The code is in use.';
end $$;
