-- How often models were judged by held-out data: each look makes the next one worth less. It outlives its study.

create table holdout_use (
    id    integer primary key,
    used  integer not null,
    data  text    not null, -- the data's fingerprint
    model text    not null, -- the model's fingerprint
    study text, -- where the model comes from, if it comes from a study
    trial integer
) strict;
create index holdout_use_by_data on holdout_use (data);

create table holdout_metric (
    use   integer not null references holdout_use on delete cascade,
    name  integer not null references name,
    value real    not null,
    primary key (use, name)
) strict, without rowid;

pragma user_version = 3;
