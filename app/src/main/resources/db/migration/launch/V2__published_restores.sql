-- For the log, which begins anew after a restore.
create view launch.pub_restore as select id, restored_at, backup_made_at, log_last_seq from launch.restore;
grant select on launch.pub_restore to lanmei_app;
