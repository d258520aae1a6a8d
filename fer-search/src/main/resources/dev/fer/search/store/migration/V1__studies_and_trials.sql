-- Times are milliseconds since 1970 by the database's clock. Names are kept once and referred to by number.

create table study (
    id       integer primary key,
    name     text    not null unique,
    seed     integer not null,
    version  integer not null,
    revision integer not null default 0, -- counts every change of its trials
    created  integer not null
) strict;

create table definition (
    study    integer not null references study on delete cascade,
    version  integer not null,
    document text    not null, -- the search file, normalised
    hash     text    not null, -- SHA-256 of the document
    created  integer not null,
    primary key (study, version)
) strict, without rowid;

create table provenance (
    study integer not null references study on delete cascade,
    key   text    not null,
    value text    not null,
    primary key (study, key)
) strict, without rowid;

create table owner (
    id            integer primary key,
    host          text    not null,
    pid           integer not null,
    process_start integer not null,
    slot          integer not null,
    seen          integer not null, -- when it last said that it is alive
    unique (host, pid, process_start, slot)
) strict;

create table name (
    id   integer primary key,
    name text not null unique
) strict;

create table trial (
    id         integer primary key,
    study      integer not null references study on delete cascade,
    number     integer not null,
    state      text    not null check (state in ('queued', 'running', 'interrupted', 'complete', 'pruned', 'failed')),
    configured integer not null default 0, -- 1 once its parameters are complete
    seed       integer not null,
    revision   integer not null,
    attempts   integer not null default 0,
    deaths     integer not null default 0, -- owners that died on it since its last new step
    last_step  integer not null default 0,
    owner      integer references owner,
    created    integer not null,
    started    integer, -- the first attempt
    resumed    integer, -- the current attempt
    finished   integer,
    computed   integer not null default 0, -- milliseconds of all ended attempts
    unique (study, number)
) strict;
create unique index trial_by_revision on trial (study, revision);
create index trial_open on trial (study, state, number) where finished is null;

create table parameter (
    trial    integer not null references trial on delete cascade,
    position integer not null,
    name     integer not null references name,
    value    any     not null, -- an integer, a real or a text
    kind     text, -- 'bool' for a truth value, else null
    primary key (trial, position)
) strict, without rowid;

create table attribute (
    trial integer not null references trial on delete cascade,
    name  integer not null references name,
    value text    not null,
    primary key (trial, name)
) strict, without rowid;

create table metric ( -- final values of complete trials
    trial integer not null references trial on delete cascade,
    name  integer not null references name,
    value real    not null,
    primary key (trial, name)
) strict, without rowid;

create table failure (
    trial   integer primary key references trial on delete cascade,
    reason  text not null,
    message text not null,
    trace   text not null
) strict;

create table report (
    trial   integer not null references trial on delete cascade,
    step    integer not null,
    seconds real, -- null when unknown
    primary key (trial, step)
) strict, without rowid;

create table report_value (
    trial integer not null,
    step  integer not null,
    name  integer not null references name,
    value real, -- null when not finite
    kind  text check ((kind is null) = (value is not null)), -- 'nan', 'inf' or '-inf' when not finite
    primary key (trial, step, name),
    foreign key (trial, step) references report on delete cascade
) strict, without rowid;

pragma application_id = 1178948174; -- "FERN"
pragma user_version = 1;
