create schema if not exists files;
grant usage on schema files to lanmei_app;

-- Content-addressed: the same bytes are kept once, whoever brings them.
create table files.file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  media_type text not null,
  created_at timestamptz not null
);
create table files.chunk (
  sha256 text not null references files.file,
  n int not null check (n >= 0),
  bytes bytea not null,
  primary key (sha256, n)
);
grant select, insert on files.file, files.chunk to lanmei_app;
