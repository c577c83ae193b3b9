create schema if not exists sharing;
grant usage on schema sharing to lanmei_app;

create domain sharing.party as text check (value in ('KH', 'CN', 'LA', 'MM', 'TH', 'VN'));

-- An agreement belongs to its provider; what it says stands in its versions.
create table sharing.agreement (
  id text primary key check (id ~ '^[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 60),
  provider sharing.party not null,
  example boolean not null,
  created_by uuid not null,
  at timestamptz not null,
  unique (id, provider)
);
grant select, insert on sharing.agreement to lanmei_app;

-- A text that is still written: at most one of an agreement, gone once it is tabled.
create table sharing.draft (
  agreement text primary key references sharing.agreement,
  version int not null check (version > 0),
  terms jsonb not null,
  by_person uuid not null,
  at timestamptz not null
);
grant select, insert, update, delete on sharing.draft to lanmei_app;

-- A tabled text: frozen.
create table sharing.version (
  agreement text not null references sharing.agreement,
  version int not null check (version > 0),
  terms jsonb not null,
  digest bytea not null check (length(digest) = 32),
  primary key (agreement, version)
);
grant select, insert on sharing.version to lanmei_app;

-- What parties did with it. Append-only; the state of an agreement is computed from these rows.
create table sharing.step (
  id bigint generated always as identity primary key,
  agreement text not null,
  version int not null,
  kind text not null check (kind in (
    'tabled', 'adopted', 'declined', 'withdrawn', 'confirmed', 'ended', 'reader-named',
    'reader-removed')),
  party sharing.party not null,
  organisation text,            -- whom a confirmation or a reader belongs to
  person uuid,                  -- the reader
  last_day date,                -- of an ending
  words text,                   -- reference or reason; null = none given
  by_person uuid not null,
  by_name text not null,
  act uuid not null,            -- in parties
  ticket bigint not null unique,
  at timestamptz not null,
  foreign key (agreement, version) references sharing.version,
  check ((kind in ('confirmed', 'reader-named', 'reader-removed')) = (organisation is not null)),
  check ((kind in ('reader-named', 'reader-removed')) = (person is not null)),
  check ((kind = 'ended') = (last_day is not null))
);
create index on sharing.step (agreement, version);
create index on sharing.step (person) where person is not null;
create unique index on sharing.step (agreement, version, party) where kind = 'adopted';
create unique index on sharing.step (agreement, version) where kind in ('tabled', 'withdrawn');
grant select, insert on sharing.step to lanmei_app;

-- What the agreements let whom see. A row is never changed; its end is a row of its own, so that
-- what was granted at any moment can be asked again.
create table sharing.release (
  id bigint generated always as identity primary key,
  agreement text not null references sharing.agreement,
  version int not null,
  station text not null,
  variable text not null,
  grantee text not null,
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at), -- null = without an end
  delay_s bigint not null check (delay_s >= 0),
  ticket bigint not null
);
create index on sharing.release (agreement);
create table sharing.release_end (
  release bigint primary key references sharing.release,
  ticket bigint not null
);
grant select, insert on sharing.release, sharing.release_end to lanmei_app;

-- Series for which receipts are kept: those of a tabled text with delivery windows.
create table sharing.scheduled (
  station text not null,
  variable text not null,
  primary key (station, variable)
);
grant select, insert on sharing.scheduled to lanmei_app;

-- What came in when. Append-only.
create table sharing.arrival (
  id bigint generated always as identity primary key,
  station text not null,
  variable text not null,
  batch text not null,
  received_at timestamptz not null,
  lo int not null,              -- first and last moment observed, seconds since 2000
  hi int not null check (hi >= lo),
  observed int[] not null,
  ticket bigint not null,
  unique (batch, station, variable)
);
create index on sharing.arrival (station, variable, hi, lo);
grant select, insert on sharing.arrival to lanmei_app;

-- When our own gateway was there to receive. One row for each stretch without a gap.
create table sharing.heartbeat (
  from_at timestamptz primary key,
  to_at timestamptz not null check (to_at >= from_at)
);
grant select, insert, update, delete on sharing.heartbeat to lanmei_app;

-- Interruptions that a provider announced. Append-only; an early return is a row of its own.
create table sharing.notice (
  id uuid primary key,
  agreement text not null references sharing.agreement,
  stations text[] not null check (cardinality(stations) > 0),
  from_at timestamptz not null,
  to_at timestamptz check (to_at > from_at), -- null = no end was named
  reason text not null check (reason <> ''),
  by_person uuid not null,
  by_name text not null,
  act uuid not null,
  ticket bigint not null,
  at timestamptz not null
);
create index on sharing.notice (agreement);
create table sharing.notice_return (
  notice uuid primary key references sharing.notice,
  returned_at timestamptz not null,
  by_name text not null,
  act uuid not null,
  ticket bigint not null,
  at timestamptz not null
);
grant select, insert on sharing.notice, sharing.notice_return to lanmei_app;

-- Kept and due of an obligation's period, as evidence for others. Append-only; the last one counts.
create table sharing.measurement (
  id bigint generated always as identity primary key,
  agreement text not null references sharing.agreement,
  provider sharing.party not null,
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  kept int not null check (kept >= 0),
  due int not null check (due >= kept),
  example boolean not null,
  ticket bigint not null,
  at timestamptz not null
);
create index on sharing.measurement (agreement, period_from, id);
grant select, insert on sharing.measurement to lanmei_app;
