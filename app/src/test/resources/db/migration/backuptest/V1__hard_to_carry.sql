-- For BackupTests only: one of each kind of table that a backup may stumble over.
create schema backuptest;
grant usage on schema backuptest to lanmei_app;

-- Two that refer to each other.
create table backuptest.kind (a int generated always as identity primary key, b int, name text not null);
create table backuptest.hen (b int generated always as identity primary key, a int references backuptest.kind, name text not null);
alter table backuptest.kind add constraint first_hen foreign key (b) references backuptest.hen deferrable initially deferred;

create table backuptest.value (
  id bigint generated always as identity primary key,
  doc jsonb not null,
  raw bytea not null,
  label text,
  words text[],
  at timestamptz,
  x float8,
  "Odd ""name" text,
  valid daterange,
  shout text generated always as (upper(label)) stored
);
grant select on backuptest.value to lanmei_app;

create table backuptest.reading (station int not null, n int not null, primary key (station, n)) partition by list (station);
create table backuptest.reading_0 partition of backuptest.reading for values in (0);
create table backuptest.reading_rest partition of backuptest.reading default;

create sequence backuptest.ticket;

create table backuptest.audit (at timestamptz not null default now(), what text not null);
create table backuptest.seeded (name text not null);
create function backuptest.note() returns trigger language plpgsql as $$
begin
  insert into backuptest.audit (what) values (new.name);
  return new;
end $$;
create trigger note after insert on backuptest.seeded for each row execute function backuptest.note();
insert into backuptest.seeded values ('from a migration');

create materialized view backuptest.total as select station, count(*) as n from backuptest.reading group by station;
