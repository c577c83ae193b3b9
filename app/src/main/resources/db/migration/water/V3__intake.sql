-- Where files of readings come from: a service's own name for one kind of file.
create table water.intake_source (
  name text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  party text not null check (party in ('KH', 'CN', 'LA', 'MM', 'TH', 'VN')),
  by_person uuid not null,
  at timestamptz not null
);
-- How its files are read, in versions; each confirmed by a person's act.
create table water.intake_profile (
  source text not null references water.intake_source,
  version int not null check (version > 0),
  content jsonb not null,
  answers jsonb not null,       -- what the person chose where the file left it open
  file text not null,           -- from which it was proposed; in files
  file_name text not null,
  by_person uuid not null,
  act uuid not null,            -- in parties
  at timestamptz not null,
  primary key (source, version)
);
grant select, insert on water.intake_source, water.intake_profile to lanmei_app;

-- A file on its way in. Worked on in pieces by whoever holds the lease.
create table water.intake_job (
  id uuid primary key,
  source text not null references water.intake_source,
  party text not null,
  file text not null,           -- in files
  file_name text not null,
  version int,                  -- of the profile; null = none is confirmed for it yet
  answers jsonb not null default '{}',
  reason text,                  -- why values differ from earlier ones; null = none given
  state text not null check (state in ('proposed', 'waiting', 'loading', 'stopped', 'done', 'cancelled')),
  stopped jsonb not null default '[]',  -- why it was stopped: messages
  rows_all bigint,              -- in the file; null = not counted yet
  rows_read bigint not null default 0,  -- the cursor
  taken bigint not null default 0,
  same bigint not null default 0,
  corrected bigint not null default 0,
  empty bigint not null default 0,
  bad bigint not null default 0,
  inbox text,                   -- where it lay in a watched folder; null = sent by a person
  moved boolean not null default false,
  by_person uuid not null,
  at timestamptz not null,
  finished_at timestamptz,
  lease_by uuid,
  lease_until timestamptz,
  foreign key (source, version) references water.intake_profile
);
create index on water.intake_job (party, at desc);
create index on water.intake_job (at) where state in ('waiting', 'loading');
create unique index on water.intake_job (inbox) where inbox is not null and not moved;
-- Rows that were left out.
create table water.intake_bad (
  job uuid not null references water.intake_job,
  line bigint not null,
  cells text not null,
  what jsonb not null,
  how jsonb not null,
  primary key (job, line)
);
grant select, insert, update on water.intake_job to lanmei_app;
grant select, insert on water.intake_bad to lanmei_app;
