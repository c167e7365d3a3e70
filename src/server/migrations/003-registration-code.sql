-- Asked for an e-mail, Wise makes a user where it finds none. Without this code nobody could ever claim or close that
-- account. Sealed; written before Wise is called, so that no crash loses it, and gone once Wise says that it knew the user.
alter table email_request add column sealed_registration_code text;
