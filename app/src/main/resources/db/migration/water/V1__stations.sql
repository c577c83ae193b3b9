create schema if not exists water;
grant usage on schema water to lanmei_app;

create table water.station (
  code text primary key,
  owner text not null
);

create table water.series (
  id int generated always as identity primary key,
  station text not null references water.station,
  variable text not null,
  owner text not null,
  unit text not null,
  cadence interval,
  derived_from int references water.series,
  unique (station, variable)
);
grant select, insert on water.station, water.series to lanmei_app;
