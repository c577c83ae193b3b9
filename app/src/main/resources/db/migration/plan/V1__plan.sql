create schema if not exists plan;
grant usage on schema plan to lanmei_app;

-- A plan or sub-plan: its head (clauses, pillars, areas, bodies), in versions.
create table plan.plan (
  key text not null check (key ~ '^[a-z0-9-]{1,60}$'),
  version int not null check (version > 0),
  head jsonb not null,
  parent_plan text,
  parent_commitment text,
  at timestamptz not null,
  primary key (key, version)
);
-- Its commitments, each in versions; ticket finds the place in the commit order.
create table plan.commitment (
  plan text not null,
  id text not null,
  version int not null check (version > 0),
  position int not null,
  content jsonb not null,
  ticket bigint not null,
  primary key (plan, id, version)
);
-- The document's own words for a sentence, attached by an accepted import.
create table plan.sentence (
  plan text not null,
  id text not null,
  lang text not null,
  import uuid not null,
  text uuid not null,          -- in texts
  line int not null,
  at timestamptz not null,
  primary key (plan, id, lang, import)
);
grant select, insert on plan.plan, plan.commitment, plan.sentence to lanmei_app;

-- Evidence that officers and the shipped history put on record: append-only.
create table plan.filed (
  n bigint generated always as identity primary key,
  entry text not null check (entry in ('asserted', 'retracted', 'contested', 'settled')),
  evidence uuid not null,
  ticket bigint not null unique,
  content jsonb not null,
  file text,                    -- in files
  file_name text,
  by_person uuid,               -- null = shipped with the program
  party text,
  act uuid,                     -- in parties
  example boolean not null,
  natural_key text unique,      -- shipped and example records: loaded once
  at timestamptz not null
);
create unique index on plan.filed (evidence) where entry = 'asserted';
create index on plan.filed (evidence);
grant select, insert on plan.filed to lanmei_app;

-- Our copy of what all sources offer: may be deleted and pulled again at any time.
create table plan.evidence (
  seq bigint primary key,
  source text not null,
  known_at timestamptz not null,
  content jsonb not null
);
create table plan.cursor (
  source text primary key,
  seq bigint not null
);
grant select, insert, delete on plan.evidence to lanmei_app;
grant select, insert, update, delete on plan.cursor to lanmei_app;

-- When a party's board of a year was opened to it: its time to reply runs from here.
create table plan.board (
  party text not null,
  year int not null,
  opened_on date not null,
  primary key (party, year)
);
create table plan.reply (
  id uuid primary key,
  party text not null,
  year int not null,
  text uuid not null,           -- in texts
  act uuid not null,            -- in parties
  by_person uuid not null,
  at timestamptz not null,
  foreign key (party, year) references plan.board
);
-- The six decide what the public sees: one consent of each; all six = released.
create table plan.release_consent (
  plan text not null,
  scope text not null,          -- a clause number, or * for the whole register
  party text not null,
  act uuid not null,
  example boolean not null,
  at timestamptz not null,
  primary key (plan, scope, party)
);
grant select, insert on plan.board, plan.reply, plan.release_consent to lanmei_app;

-- Versions of the numbers the assessment uses.
create table plan.rules (
  version text primary key,
  content jsonb not null,
  adopted_by text,              -- the decision; null = working rules
  ticket bigint not null,
  at timestamptz not null
);
grant select, insert on plan.rules to lanmei_app;

create table plan.import (
  id uuid primary key,
  file text not null,           -- in files
  file_name text not null,
  plan text,                    -- the register it was matched to or is for; null = not known yet
  matched boolean not null,     -- a copy of a plan whose register we hold
  state text not null check (state in ('reading', 'understood', 'unreadable', 'accepted', 'discarded')),
  done int not null default 0,
  total int not null default 0,
  result jsonb,
  problem jsonb,
  by_person uuid not null,
  at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz
);
grant select, insert, update on plan.import to lanmei_app;
