-- The call for an email can create a Wise user. Without this code that account could never be claimed or closed. It is
-- sealed, written before Wise is called so that no crash loses it, and deleted once Wise answers that the user exists.
alter table email_request add column sealed_registration_code text;
