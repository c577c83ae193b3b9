-- Up to which batch of its source a coarser series has come.
create table water.derived_progress (
  series int primary key references water.series,
  batch bigint not null
);
grant select, insert, update on water.derived_progress to lanmei_app;
