-- Trials may be paused. Only the check on the states changes, which touches no stored row: SQLite's documentation
-- ("Making Other Kinds Of Table Schema Changes") allows for editing the schema's text in this case.
pragma writable_schema = on;
update sqlite_schema
   set sql = replace(sql, '''interrupted'', ', '''interrupted'', ''paused'', ')
 where type = 'table' and name = 'trial';
pragma writable_schema = reset;
pragma user_version = 2;
