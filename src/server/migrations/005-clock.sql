-- The one clock: the time at which the current statement began, by the database's clock. Every statement uses it, so that
-- processes whose clocks differ agree on what has expired. The planner replaces the call by its expression, which an index
-- can be searched with.
create function wise_link_now() returns timestamptz language sql stable parallel safe as 'select statement_timestamp()';
