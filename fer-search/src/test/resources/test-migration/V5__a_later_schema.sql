alter table study add column later text;
pragma user_version = 5;
