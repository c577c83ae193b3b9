-- Who confirmed a reading, and when: an act of its owner's hydrologist. That it is confirmed stands with the value itself,
-- as a version of it; this is for the owner.
create table water.confirmation (
  series int not null references water.series,
  at int not null,
  batch bigint not null references water.batch,
  publisher text not null,
  by_person uuid not null,
  act uuid not null,            -- in parties
  note text check (length(note) between 1 and 2000),
  confirmed_at timestamptz not null,
  primary key (series, at, batch)
);
alter table water.confirmation enable row level security;
create policy own_read on water.confirmation for select using (publisher = any ((select water.callers())::text[]));
create policy own_write on water.confirmation for insert with check (publisher = any ((select water.callers())::text[]));
grant select, insert on water.confirmation to lanmei_app;

-- Versions of what the checks on arrival ask of values.
create table water.check_rules (
  version text primary key,
  content jsonb not null,
  adopted_by text,              -- the decision; null = working rules
  ticket bigint not null,
  at timestamptz not null
);
grant select, insert on water.check_rules to lanmei_app;
