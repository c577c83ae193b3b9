create schema if not exists log;
grant usage on schema log to lanmei_app;

-- Written in the transaction of the fact; drained by the sequencer.
create table log.pending (
  id bigint generated always as identity primary key,
  kind text not null,
  ref text not null,
  digest bytea not null check (length(digest) = 32)
);
grant select, insert, delete on log.pending to lanmei_app;

-- The order itself: append-only, for nobody to change.
create table log.entry (
  seq bigint primary key check (seq > 0),
  known_at timestamptz not null,
  kind text not null,
  ref text not null,
  digest bytea not null,
  pending bigint not null unique
);
create index on log.entry (known_at);
create index on log.entry (kind, ref);
grant select, insert on log.entry to lanmei_app;

-- What other modules may join.
create view log.pub_entry as select seq, known_at, kind, ref, pending from log.entry;
grant select on log.pub_entry to lanmei_app;
