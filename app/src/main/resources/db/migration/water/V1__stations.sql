create schema if not exists water;
grant usage on schema water to lanmei_app;

create table water.station (
  code text primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
  owner text not null check (owner in ('KH', 'CN', 'LA', 'MM', 'TH', 'VN'))
);
-- What is said of a station, in versions: names, place, kind, how it is observed.
create table water.station_version (
  station text not null references water.station,
  version int not null check (version > 0),
  content jsonb not null,
  ticket bigint not null,
  at timestamptz not null,
  primary key (station, version)
);
create table water.variable (
  code text primary key check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
  unit text not null,           -- UCUM
  names jsonb not null
);
create table water.series (
  id int generated always as identity primary key,
  station text not null references water.station,
  variable text not null,
  owner text not null,
  unit text not null,           -- UCUM
  cadence interval,             -- null = unknown
  derived_from int references water.series,
  unique (station, variable)
);
grant select, insert on water.station, water.station_version, water.variable, water.series to lanmei_app;

-- Levels that mean something at a station. A new one replaces an earlier one of the same key from its day on; none is
-- ever changed. History is judged by the one then in force.
create table water.threshold (
  id bigint generated always as identity primary key,
  station text not null references water.station,
  key text not null check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  role text not null check (role in ('ALARM', 'FLOOD', 'OTHER')),
  name jsonb,                   -- null = the role's own name
  level_m numeric(8, 3),        -- null = withdrawn from that day on
  datum text not null check (datum in ('gauge', 'msl')),
  valid_from date,              -- in the owner's zone; null = since before the register
  authority jsonb not null,
  reference text,               -- document number
  ticket bigint not null,
  by_person uuid,               -- null = shipped with the program
  act uuid,                     -- in parties
  example boolean not null,
  natural_key text unique,      -- shipped ones: loaded once
  at timestamptz not null
);
create index on water.threshold (station);
-- How high the zero of a gauge lies, likewise.
create table water.gauge_zero (
  id bigint generated always as identity primary key,
  station text not null references water.station,
  zero_m numeric(8, 3) not null,  -- above mean sea level
  datum_name text,              -- the national height system; null = not said
  valid_from date,
  authority jsonb not null,
  reference text,
  ticket bigint not null,
  by_person uuid,
  act uuid,
  example boolean not null,
  natural_key text unique,
  at timestamptz not null
);
create index on water.gauge_zero (station);
grant select, insert on water.threshold, water.gauge_zero to lanmei_app;

-- Versions of the numbers by which states are judged.
create table water.rules (
  version text primary key,
  content jsonb not null,
  adopted_by text,              -- the decision; null = working rules
  ticket bigint not null,
  at timestamptz not null
);
grant select, insert on water.rules to lanmei_app;
