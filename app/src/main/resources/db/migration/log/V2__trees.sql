-- What each agreement's log is to say of a record: arrays of the same length, one leaf at each place.
-- Null = under no agreement: the leaf goes to the node's own log, over the salted digest.
alter table log.pending
  add column publisher text not null default 'node' check (publisher ~ '^[!-~]{1,200}$'),
  add column leaf_logs text[],
  add column leaf_counts int[],
  add column leaf_commitments bytea[],
  add column leaf_secrets bytea[], -- null where somebody else keeps it
  add check (kind ~ '^[!-~]{1,200}$'),
  add check (
    cardinality(leaf_logs) = cardinality(leaf_counts)
    and cardinality(leaf_logs) = cardinality(leaf_commitments)
    and cardinality(leaf_logs) = cardinality(leaf_secrets)
  );

alter table log.entry add column publisher text not null default 'node';

-- The name of this installation in its logs, for as long as it lives.
create table log.node (
  the_one boolean primary key default true check (the_one),
  origin text not null
);
grant select, insert on log.node to lanmei_app;

-- The public keys it signs with. Secret ones are in the data folder and nowhere here.
create table log.key (
  id int generated always as identity primary key,
  verifier text not null unique, -- c2sp.org/signed-note: name+id+base64
  began_at timestamptz not null,
  retired_at timestamptz -- null = signs now
);
grant select, insert on log.key to lanmei_app;
grant update (retired_at) on log.key to lanmei_app;

-- Each time its logs had to begin anew, because this database does not have all that was signed.
create table log.generation (
  number int primary key check (number > 0),
  suffix text not null unique, -- of the logs' names: empty for the first
  began_at timestamptz not null,
  restore bigint -- which restore made it necessary; null = none: the first, or one asked for
);
grant select, insert on log.generation to lanmei_app;

create table log.tree (
  id int generated always as identity primary key,
  name text not null, -- 'node', or the agreement's id
  generation int not null references log.generation,
  path text not null unique, -- name and suffix: what addresses call it
  origin text not null unique, -- what its checkpoints call it
  size bigint not null default 0 check (size >= 0),
  root bytea not null check (length(root) = 32),
  unique (name, generation)
);
grant select, insert on log.tree to lanmei_app;
grant update (size, root) on log.tree to lanmei_app;

create table log.leaf (
  tree int not null references log.tree,
  index bigint not null check (index >= 0),
  seq bigint not null, -- of the entry
  envelope bytea not null,
  primary key (tree, index)
);
create index on log.leaf (seq);
grant select, insert on log.leaf to lanmei_app;

-- From which the salts of leaves follow. Never shown; without one its leaf can no longer be opened.
create table log.secret (
  tree int not null,
  index bigint not null,
  secret bytea not null check (length(secret) = 32),
  primary key (tree, index)
);
grant select, insert on log.secret to lanmei_app;

-- c2sp.org/tlog-tiles; the last of each level is replaced as it grows.
create table log.tile (
  tree int not null references log.tree,
  level smallint not null,
  index bigint not null,
  width smallint not null check (width between 1 and 256),
  hashes bytea not null check (length(hashes) = width * 32),
  primary key (tree, level, index)
);
-- Hashes do not shrink: do not try.
alter table log.tile alter column hashes set storage external;
grant select, insert on log.tile to lanmei_app;
grant update (width, hashes) on log.tile to lanmei_app;

create table log.checkpoint (
  tree int not null references log.tree,
  size bigint not null check (size > 0),
  signed_at timestamptz not null,
  note bytea not null, -- c2sp.org/tlog-checkpoint, signed
  primary key (tree, size)
);
grant select, insert on log.checkpoint to lanmei_app;
