-- When the link is checked next: its tokens are refreshed if they are due, also if nobody asks for one, so that the bank learns that a
-- link has ended, and its refresh token does not become too old.
-- Links that exist are checked over the first day, not all at once.
alter table wise_link add column next_check_at timestamptz not null default wise_link_now() + random() * interval '1 day';
alter table wise_link alter column next_check_at set default wise_link_now() + interval '1 day';

create index wise_link_check on wise_link (next_check_at) where ended_at is null;
