-- A discarded study waits to be restored. Its name is free meanwhile: the row takes one that no study can have, and the
-- definition keeps the true one.

alter table study add column discarded integer; -- when, else null

pragma user_version = 4;
