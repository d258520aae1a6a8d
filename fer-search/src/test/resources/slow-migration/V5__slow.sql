alter table study add column later text;
create table ballast as with recursive n(i) as (select 1 union all select i + 1 from n where i < 300000) select i from n;
update study set later = 'migrated';
drop table ballast;
pragma user_version = 5;
