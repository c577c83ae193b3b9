create schema if not exists launch;
grant usage on schema launch to lanmei_app;

-- Each time this database was filled from a backup. What came after the backup is gone, and others may have seen it:
-- the log must not go on as if nothing had happened.
create table launch.restore (
  id bigint generated always as identity primary key,
  restored_at timestamptz not null default now(),
  backup_made_at timestamptz not null,
  log_last_seq bigint -- the last entry of the commit order in the backup; null = it had none
);
grant select on launch.restore to lanmei_app;
