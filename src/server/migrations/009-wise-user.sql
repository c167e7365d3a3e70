-- A keyed hash of the Wise user who gave access. A new authorization of the same user revokes the refresh token of the one
-- before at Wise, also for another profile. Null for links from before this migration.
alter table attempt add column user_hash text;
alter table wise_link add column user_hash text;
